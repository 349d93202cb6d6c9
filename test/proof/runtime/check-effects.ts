import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verdict } from '../support/verdict.ts';
import type { FeedMode } from './place.ts';
import { describeRun, type RecordedRun } from './record.ts';

/**
 * Each fire was executed at least once, and never more often than there are attempts on record. A launch of which nobody knows what
 * became is made again under the same number by who takes it over, and on another host nothing shows that it was made: that
 * often, and only where the record tells of it, one attempt may be executed anew.
 *
 * @param relaunches How often each run was taken over while it was being launched.
 */
export async function checkExecutions(
  folder: string,
  pipeline: 'tick' | 'after',
  runs: readonly RecordedRun[],
  { until, relaunches }: { readonly until: number; readonly relaunches: ReadonlyMap<string, number> },
  verdict: Verdict,
): Promise<void> {
  const lines = await linesOf(join(folder, `${pipeline}.txt`));
  const executed = new Map<string, string[]>();
  for (const line of lines) {
    const [, run = '', attempt = ''] = line.split(' ');
    executed.set(run, [...(executed.get(run) ?? []), attempt]);
  }
  for (const run of runs.filter((one) => one.pipeline === pipeline)) {
    const attempts = executed.get(run.id) ?? [];
    executed.delete(run.id);
    if (run.fireTime <= until && run.state === 'succeeded' && attempts.length === 0)
      verdict.lost.push(`${describeRun(run)} was not executed`);
    const repeats = attempts.length - new Set(attempts).size;
    verdict.count('launches made again by who took over', Math.min(repeats, relaunches.get(run.id) ?? 0));
    if (repeats > (relaunches.get(run.id) ?? 0)) {
      verdict.doubled.push(`${describeRun(run)}: one attempt was executed twice (${attempts.join(', ')})`);
    }
  }
  for (const run of executed.keys()) verdict.doubled.push(`${pipeline}: run ${run} was executed and is not on record`);
}

/** Between the beginning and the end of a job that may not overlap, no other begins. */
export async function checkAlone(folder: string, verdict: Verdict): Promise<void> {
  let open: string | undefined;
  for (const line of await linesOf(join(folder, 'alone.txt'))) {
    const [what, run, attempt] = line.split(' ');
    const job = `${run} ${attempt}`;
    if (what === 'begin') {
      verdict.count('jobs alone');
      if (open !== undefined) verdict.doubled.push(`alone: ${job} began while ${open} ran`);
      open = job;
    } else if (open === job) open = undefined;
  }
}

/**
 * Every row is in the sink. A row is there twice only where it was appended by a run of which an attempt died after
 * its rows were written and before its end was: that is what \`append\` promises, and the compiler warns of it.
 */
export function checkRows(
  mode: FeedMode,
  added: readonly number[],
  sink: readonly number[],
  runs: readonly RecordedRun[],
  verdict: Verdict,
): void {
  verdict.count('rows', added.length);
  const times = new Map<number, number>();
  for (const id of sink) times.set(id, (times.get(id) ?? 0) + 1);
  const missing = added.filter((id) => !times.has(id));
  if (missing.length > 0)
    verdict.lost.push(`${missing.length} rows are not in the sink: ${missing.slice(0, 5).join(', ')}`);
  // a fire that a person asks for may start after one that was asked for later
  const feed = runs
    .filter((run) => run.pipeline === 'feed')
    .toSorted((left, right) => (left.startedAt ?? 0) - (right.startedAt ?? 0));
  for (const [id, count] of times) {
    if (count === 1) continue;
    const repeats = feed.some(
      (run) => run.attempts.length >= count && within(id, run.cursorBefore, run.cursorAfter ?? `${added.length}`),
    );
    if (mode === 'append' && repeats) verdict.count('rows repeated by a new attempt');
    else verdict.doubled.push(`row ${id} is in the sink ${count} times`);
  }
  let cursor: string | undefined;
  for (const run of feed.filter(({ state }) => state === 'succeeded')) {
    if (run.cursorBefore !== cursor)
      verdict.broken.push(`${describeRun(run)} began at ${run.cursorBefore}, not ${cursor}`);
    cursor = run.cursorAfter ?? cursor;
  }
}

function within(id: number, after: string | undefined, upTo: string): boolean {
  return id > Number(after ?? 0) && id <= Number(upTo);
}

async function linesOf(path: string): Promise<readonly string[]> {
  return (await readFile(path, 'utf8').catch(() => '')).split('\n').filter(Boolean);
}
