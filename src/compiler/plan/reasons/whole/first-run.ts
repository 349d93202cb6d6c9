import { say, type Message } from '../../../../message/index.ts';
import { firstFireTime } from '../../../../time/index.ts';
import type { Artefact } from '../../../artefact/index.ts';
import { formOf } from '../../form-of.ts';
import { periodTexts } from '../../period-texts.ts';
import type { ChangedPipeline } from '../../reason.ts';
import { fillAt } from '../../run-time-values.ts';
import { shortText } from '../../short-text.ts';
import { sourceOf } from '../../ends/source-of.ts';
import { isStream, streamStart } from '../../stream-start.ts';
import { timeText } from '../../time-text.ts';
import { endWords } from '../../ends/end-words.ts';
import { commandText, valueWords } from '../../ends/value-words.ts';
import { whatRunsRead } from '../../ends/what-runs-read.ts';

/** What a pipeline reads that has never run: one sentence. */
export function firstRun(change: ChangedPipeline, after: Artefact): Message {
  const { command } = formOf(after);
  if (command !== undefined) return say`a run executes \`${commandText(command)}\``;
  const { incremental } = after.pipeline;
  if (isStream(after) || sourceOf(after)['start'] !== undefined) return streamWords(change, after);
  const place = endWords(sourceOf(after));
  if (incremental !== undefined)
    return incremental.from === undefined
      ? say`its first run reads all of ${place}, later ones what comes after the newest \`${incremental.column}\``
      : say`its first run reads rows of ${place} whose \`${incremental.column}\` is after ${incremental.from}, later ones what comes after the newest`;
  return whatRunsRead(after) === 'period' ? periodWords(change, after) : wholeWords(after, place);
}

function wholeWords(after: Artefact, place: Message): Message {
  const { where, query } = sourceOf(after);
  if (query !== undefined) return say`each run reads all that ${place} selects`;
  return where === undefined
    ? say`each run reads all of ${place}`
    : say`each run reads the rows of ${place} with \`${valueWords(where)}\``;
}

/** By the text that a time is in: the first fire's own. */
function periodWords(change: ChangedPipeline, after: Artefact): Message {
  const place = endWords(sourceOf(after));
  const { firing, facts } = change;
  const { schedule } = after.pipeline;
  const first =
    schedule.kind === 'upstream'
      ? firing.after?.next[0]
      : firstFireTime(schedule, facts.now, change.deployed?.lastFireTime);
  const [text] = periodTexts(after);
  const filled = text && firing.after && fillAt(text, after, firing.after, first);
  return first === undefined || filled === undefined
    ? say`each run reads only its own period of ${place}, and none what was before`
    : say`its first run, for ${timeText(first, schedule.timeZone)}, reads only its own period of ${place} (\`${shortText(filled)}\`); no run reads what was before`;
}

function streamWords({ facts }: ChangedPipeline, after: Artefact): Message {
  const place = endWords(sourceOf(after));
  const start = streamStart(after, facts.specOf);
  const isEndless = isStream(after);
  switch (start.kind) {
    case 'at':
      return isEndless
        ? say`its first start reads ${place} from ${start.from}, later ones go on from its state`
        : say`each run reads ${place} from ${start.from}, and ends at what is there`;
    case 'now':
      return isEndless
        ? say`it reads what comes to ${place} after its first start; what is there already is not read`
        : say`each run reads what comes to ${place} after its start`;
    case 'unknown':
      return say`its first start reads ${place} from where its connector begins, later ones go on from its state`;
    default:
      return start satisfies never;
  }
}
