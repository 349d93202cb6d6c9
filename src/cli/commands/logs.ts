import { catalogueOf, say, wordsOf } from '../../message/index.ts';
import type { RunJson } from '../../server/index.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { followLog } from '../follow-log.ts';
import { LogTail } from '../log-tail.ts';
import { openOperatorApi, type OperatorApi } from '../operator-api.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';

interface LogsFlags extends GlobalFlags {
  readonly attempt?: string;
  readonly follow?: boolean;
}

/** `sluice logs RUN|PIPELINE [-f]`: what an attempt printed; with `-f` until the run has ended, also past a server that is away. */
export async function logsCommand(flags: LogsFlags, [named = '']: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  await using api = await openOperatorApi(flags);
  let run = await findRun(api, named);
  if (run.attempts.length === 0 && flags.follow !== true) {
    terminal.warn(`run ${run.id} has not started: ${run.state}${run.reason ? `, ${run.reason.message}` : ''}`);
    return EXIT.done;
  }
  const lines: string[] = [];
  const write = (text: string): void => {
    if (terminal.format === 'text') process.stdout.write(text);
    else lines.push(...text.split('\n').filter(Boolean));
  };
  const upTo = (current: RunJson): number => attemptOf(flags, current);
  if (flags.follow === true) {
    const catalogue = await catalogueOf(terminal.language);
    const away = (): void =>
      terminal.warn(wordsOf(say`the server cannot answer just now; the log goes on once it does`, catalogue));
    run = await followLog(api, run, upTo, { write, away });
  } else await new LogTail(api, run.id).read(upTo(run), write);
  terminal.emit({ formatVersion: '1.0', run: run.id, attempt: upTo(run), lines });
  return EXIT.done;
}

function attemptOf(flags: LogsFlags, run: RunJson): number {
  if (flags.attempt === undefined) return Math.max(1, run.attempts.length);
  const attempt = Number(flags.attempt);
  if (Number.isInteger(attempt) && attempt >= 1) return attempt;
  throw new UsageError(say`--attempt ${flags.attempt} is not a number from 1 on`);
}

/** By id; else the newest run of the pipeline of that name. */
async function findRun(api: OperatorApi, named: string): Promise<RunJson> {
  const byId = await api.find<RunJson>(`/api/v1/runs/${encodeURIComponent(named)}`);
  if (byId) return byId;
  const newest = await api.get<{ readonly items: readonly RunJson[] }>(
    `/api/v1/runs?limit=1&pipeline=${encodeURIComponent(named)}`,
  );
  const [run] = newest.items;
  if (run) return run;
  throw new UsageError(say`no run and no pipeline with runs is named \`${named}\``, say`see \`sluice runs\``);
}
