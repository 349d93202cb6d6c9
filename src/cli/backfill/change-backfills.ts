import { catalogueOf, say, wordsOf, type Message } from '../../message/index.ts';
import type { ChangedBackfillJson } from '../../server/index.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { openOperatorApi, type OperatorFlags } from '../operator-api.ts';
import { Terminal } from '../terminal.ts';

type Verb = 'pause' | 'resume' | 'cancel';

interface ChangeFlags extends OperatorFlags {
  readonly reason?: string;
  readonly stop?: boolean;
}

/** Pauses, resumes or cancels a backfill. */
export async function changeBackfills(flags: ChangeFlags, verb: Verb, id: string): Promise<number> {
  const { reason, stop = false } = flags;
  if (stop && verb !== 'cancel')
    throw new UsageError(
      say`--stop is of \`sluice backfill cancel\` alone`,
      say`runs that have started go on to their end`,
    );
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  await using api = await openOperatorApi(flags);
  const changed = await api.post<ChangedBackfillJson>(`/api/v1/backfills/${encodeURIComponent(id)}/${verb}`, {
    ...(reason === undefined ? {} : { reason }),
    ...(stop ? { stop } : {}),
  });
  terminal.emit(changed);
  terminal.say(wordsOf(changedText(verb, changed), catalogue));
  if (changed.stopped > 0)
    terminal.say(wordsOf(say`runs of it that were asked to stop: ${changed.stopped}`, catalogue));
  return EXIT.done;
}

function changedText(verb: Verb, { id, outcome, state, stopped }: ChangedBackfillJson): Message {
  if (outcome === 'same' && stopped > 0) return say`backfill ${id} is ${state} already`;
  if (outcome === 'same') return say`backfill ${id} is ${state} already; nothing was changed`;
  switch (verb) {
    case 'pause':
      return say`backfill ${id} hands out no more until \`sluice backfill resume ${id}\``;
    case 'resume':
      return say`backfill ${id} goes on; runs of it that did not succeed are made once more`;
    case 'cancel':
      return say`backfill ${id} is over: what it has not handed out is not run`;
    default:
      return verb satisfies never;
  }
}
