import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../../message/index.ts';
import type { RunJson } from '../../server/index.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { openOperatorApi, type OperatorApi } from '../operator-api.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';

interface LogsFlags extends GlobalFlags {
  readonly attempt?: string;
  readonly follow?: boolean;
}

interface LogPage {
  readonly text: string;
  readonly nextOffset: number;
}

const FOLLOW_MS = 300;
const FINAL: readonly RunJson['state'][] = ['succeeded', 'failed', 'timed-out', 'cancelled', 'skipped'];

/** `sluice logs RUN|PIPELINE [-f]`: what an attempt printed; with `-f` until the run has ended. */
export async function logsCommand(flags: LogsFlags, [named = '']: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  await using api = await openOperatorApi(flags);
  let run = await findRun(api, named);
  if (run.attempts.length === 0 && flags.follow !== true) {
    terminal.warn(`run ${run.id} has not started: ${run.state}${run.reason ? `, ${run.reason.message}` : ''}`);
    return EXIT.done;
  }
  const lines: string[] = [];
  let offset = 0;
  let attempt = attemptOf(flags, run);
  for (;;) {
    const ended = FINAL.includes(run.state); // asked before the read, so that nothing printed last is missed
    const page = await api.get<LogPage>(`/api/v1/runs/${run.id}/logs?attempt=${attempt}&offset=${offset}`);
    if (page.text !== '') {
      if (terminal.format === 'text') process.stdout.write(page.text);
      else lines.push(...page.text.split('\n').filter(Boolean));
    }
    if (page.nextOffset > offset) {
      offset = page.nextOffset;
      continue;
    }
    if (flags.follow !== true || ended) break;
    await sleep(FOLLOW_MS);
    run = await api.get<RunJson>(`/api/v1/runs/${run.id}`);
    const latest = attemptOf(flags, run);
    if (latest !== attempt) [attempt, offset] = [latest, 0];
  }
  terminal.emit({ formatVersion: '1.0', run: run.id, attempt, lines });
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
