import { catalogueOf, say, wordsOf } from '../../message/index.ts';
import type { CursorJson, RunJson } from '../../server/index.ts';
import { chosenPipelines } from '../chosen-pipelines.ts';
import { valueOfSql } from '../cursor/value-of-sql.ts';
import { EXIT, FailedOperation, UsageError } from '../exit-code.ts';
import { openOperatorApi, type OperatorApi, type OperatorFlags } from '../operator-api.ts';
import { refuseElsewhere } from '../refuse-elsewhere.ts';
import { isToBeDone } from '../scaffold/is-to-be-done.ts';
import type { Words } from '../scaffold/prompts.ts';
import { Terminal } from '../terminal.ts';
import {
  answeredText,
  changedCursorText,
  cursorText,
  plannedCursorText,
  repeatedRunText,
} from '../views/cursor-view.ts';

/** Of the newest runs so many are looked through for one that follows the cursor. */
const LOOKED_AT = 50;

interface CursorFlags extends OperatorFlags {
  readonly fromSql?: string;
  readonly datasource?: string;
  readonly reason?: string;
  readonly yes?: boolean;
  readonly input?: boolean;
}

/** `sluice cursor get|set|reset PIPELINE [VALUE]`: how far an incremental pipeline has read; put elsewhere at a yes. */
export async function cursorCommand(
  flags: CursorFlags,
  [action = '', pipeline = '', value]: string[],
): Promise<number> {
  refuseMixed(flags, action, value);
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  const words: Words = (message) => wordsOf(message, catalogue);
  await using api = await openOperatorApi(flags);
  await refuseElsewhere(api, { environment: flags.env });
  const path = `/api/v1/pipelines/${encodeURIComponent(pipeline)}/cursor`;
  const seen = await readCursor(api, pipeline, path);
  if (action === 'get') {
    terminal.emit(seen);
    for (const line of cursorText(seen)) terminal.say(words(line));
    return EXIT.done;
  }
  const asked = flags.fromSql === undefined ? undefined : await valueOfSql(flags, api, pipeline, flags.fromSql);
  if (asked !== undefined) terminal.say(words(answeredText(asked)));
  const to = action === 'reset' ? null : (asked?.value ?? value ?? null);
  terminal.say(words(plannedCursorText(seen, to)));
  const newest = await api.get<{ readonly items: readonly RunJson[] }>(
    `/api/v1/runs?pipeline=${encodeURIComponent(pipeline)}&limit=${LOOKED_AT}`,
  );
  // a run of a range of cursor values has nothing to do with the position
  const first = newest.items.find(({ cursorRange }) => cursorRange === null);
  for (const line of first === undefined ? [] : repeatedRunText(first)) terminal.say(words(line));
  if (
    !(await isToBeDone({
      flags,
      question: say`Put the position of \`${pipeline}\` there?`,
      words,
      terminal,
      document: seen,
    }))
  )
    return EXIT.done;
  const done = await api.post<CursorJson>(path, {
    // the yes is for what was shown
    from: seen.value,
    to,
    ...(flags.reason === undefined ? {} : { reason: flags.reason }),
  });
  terminal.emit(done);
  for (const line of changedCursorText(done)) terminal.say(words(line));
  return EXIT.done;
}

async function readCursor(api: OperatorApi, pipeline: string, path: string): Promise<CursorJson> {
  const found = await api.find<CursorJson>(path);
  if (found !== undefined) return found;
  // says which name may be meant
  await chosenPipelines(api, [pipeline], {});
  throw new FailedOperation(say`no pipeline \`${pipeline}\` is deployed; nothing was done`);
}

function refuseMixed({ fromSql, datasource }: CursorFlags, action: string, value: string | undefined): void {
  const given = [value, fromSql].filter((one) => one !== undefined).length;
  if (action === 'set' && given !== 1)
    throw new UsageError(
      say`\`cursor set\` takes a value or --from-sql`,
      say`write \`sluice cursor set PIPELINE VALUE\`, or \`--from-sql "select max(id) from orders"\``,
    );
  if (action !== 'set' && given > 0)
    throw new UsageError(say`\`cursor ${action}\` takes no value`, say`\`sluice cursor set PIPELINE VALUE\` takes one`);
  if (datasource !== undefined && fromSql === undefined)
    throw new UsageError(say`--datasource says where --from-sql is asked`, say`leave it out, or add --from-sql`);
}
