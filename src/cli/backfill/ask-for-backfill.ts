import { catalogueOf, say, wordsOf } from '../../message/index.ts';
import type { BackfillJson, BackfillPlanJson } from '../../server/index.ts';
import { chosenPipelines } from '../chosen-pipelines.ts';
import { EXIT, FailedOperation, UsageError } from '../exit-code.ts';
import { openOperatorApi, type OperatorFlags } from '../operator-api.ts';
import { isToBeDone } from '../scaffold/is-to-be-done.ts';
import type { Words } from '../scaffold/prompts.ts';
import { Terminal } from '../terminal.ts';
import { plannedBackfillText } from '../views/backfill-view.ts';

/** Flags of `sluice backfill PIPELINE`. */
export interface AskFlags extends OperatorFlags {
  readonly fire?: string;
  readonly bizdate?: string;
  readonly cursor?: string;
  readonly chunk?: string;
  readonly concurrency?: string;
  readonly newestFirst?: boolean;
  readonly onFailure?: string;
  readonly allowDuplicates?: boolean;
  readonly large?: boolean;
  readonly reason?: string;
  readonly yes?: boolean;
  readonly input?: boolean;
}

/** Shows what a backfill of a pipeline would do, and has it done at a yes. */
export async function askForBackfill(flags: AskFlags, pipeline: string): Promise<number> {
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  const words: Words = (message) => wordsOf(message, catalogue);
  const question = questionOf(flags);
  await using api = await openOperatorApi(flags);
  const path = `/api/v1/pipelines/${encodeURIComponent(pipeline)}/backfills`;
  const query = new URLSearchParams(
    Object.entries(question).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const planned = await api.find<BackfillPlanJson>(`${path}?${query}`);
  if (planned === undefined) {
    // says which name may be meant
    await chosenPipelines(api, [pipeline], {});
    throw new FailedOperation(say`no pipeline \`${pipeline}\` is deployed; nothing was done`);
  }
  for (const line of plannedBackfillText(planned)) terminal.say(words(line));
  for (const caution of planned.cautions) terminal.say(`${terminal.paint.yellow(words(say`caution`))}: ${caution}`);
  if (
    !(await isToBeDone({
      flags,
      question:
        planned.cursor === null
          ? say`Run these fires of \`${pipeline}\`?`
          : say`Read these values of \`${pipeline}\`? Its cursor stays where it is.`,
      words,
      terminal,
      document: planned,
    }))
  )
    return EXIT.done;
  const made = await api.post<BackfillJson>(path, {
    ...question,
    // the yes is for what was shown
    runs: planned.runs,
    ...(flags.reason === undefined ? {} : { reason: flags.reason }),
  });
  terminal.emit(made);
  terminal.say(words(say`backfill ${made.id} is on record: \`sluice backfill show ${made.id}\` shows how far it is`));
  return EXIT.done;
}

function questionOf(flags: AskFlags) {
  const { fire, bizdate, cursor, chunk, concurrency, newestFirst, onFailure, allowDuplicates, large } = flags;
  if ([fire, bizdate, cursor].filter((range) => range !== undefined).length !== 1)
    throw new UsageError(
      say`a backfill needs a range: --fire, --bizdate or --cursor, and one of them`,
      say`write it as --bizdate 2026-05-01..2026-05-31, or --cursor 5000..9000`,
    );
  if (chunk !== undefined && cursor === undefined)
    throw new UsageError(say`--chunk is of --cursor alone`, say`each fire is a run of its own`);
  const atATime = concurrency === undefined ? undefined : Number(concurrency);
  if (atATime !== undefined && (!Number.isSafeInteger(atATime) || atATime < 1))
    throw new UsageError(say`--concurrency ${concurrency ?? ''} is no number of runs`, say`write it as 4`);
  return {
    ...(fire === undefined ? {} : { fire }),
    ...(bizdate === undefined ? {} : { bizdate }),
    ...(cursor === undefined ? {} : { cursor }),
    ...(chunk === undefined ? {} : { chunk }),
    ...(atATime === undefined ? {} : { concurrency: atATime }),
    ...(newestFirst === true ? { order: 'newest-first' } : {}),
    ...(onFailure === undefined ? {} : { onFailure }),
    ...(allowDuplicates === true ? { allowDuplicates } : {}),
    ...(large === true ? { large } : {}),
  };
}
