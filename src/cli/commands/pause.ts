import { catalogueOf, say, wordsOf, type Message } from '../../message/index.ts';
import { parseDuration } from '../../time/index.ts';
import type { PausesJson } from '../../server/index.ts';
import { chosenPipelines } from '../chosen-pipelines.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { openOperatorApi, type OperatorFlags } from '../operator-api.ts';
import type { SelectFlags } from '../select/selection.ts';
import { Terminal } from '../terminal.ts';

interface PauseFlags extends OperatorFlags, SelectFlags {
  readonly reason?: string;
  readonly until?: string;
  readonly cancel?: boolean;
}

/** `sluice pause PIPELINE...`: fires them no more, until somebody resumes them or their time is over. */
export async function pauseCommand(flags: PauseFlags, pipelines: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  const words = (message: Message): string => wordsOf(message, catalogue);
  const until = flags.until === undefined ? undefined : momentOf(flags.until, Date.now());
  await using api = await openOperatorApi(flags);
  const body = {
    ...(flags.reason === undefined ? {} : { reason: flags.reason }),
    ...(until === undefined ? {} : { until }),
    ...(flags.cancel === true ? { cancel: true } : {}),
  };
  const items: PausesJson['items'][number][] = [];
  let formatVersion = '';
  for (const name of await chosenPipelines(api, pipelines, flags)) {
    const answer = await api.post<PausesJson>(`/api/v1/pipelines/${encodeURIComponent(name)}/pause`, body);
    formatVersion = answer.formatVersion;
    items.push(...answer.items);
    for (const { outcome, cancelled } of answer.items) {
      terminal.say(
        words(
          outcome === 'paused' ? pausedText(name, until) : say`\`${name}\` was paused already; nothing was changed`,
        ),
      );
      if (cancelled > 0) terminal.say(words(say`runs of \`${name}\` that were asked to stop: ${cancelled}`));
    }
  }
  terminal.emit({ formatVersion, items });
  return EXIT.done;
}

/** What holds: which end the pause has. */
function pausedText(name: string, until: string | undefined): Message {
  return until === undefined
    ? say`\`${name}\` is paused until somebody resumes it`
    : say`\`${name}\` is paused until ${until}, or until somebody resumes it before`;
}

/** A duration is so long from now; a time has an offset, so that it is the same on every machine. */
function momentOf(given: string, now: number): string {
  const duration = parseDuration(given);
  if (duration !== undefined) return new Date(now + duration).toISOString();
  const time = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/.test(given) ? Date.parse(given) : Number.NaN;
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new UsageError(
    say`--until ${given} is no duration and no time with an offset`,
    say`write it as 2h, or as 2026-12-24T06:00:00+08:00`,
  );
}
