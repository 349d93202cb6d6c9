import type { PipelineJson, RunJson } from '../../src/server/index.ts';
import type { Daemon } from './sluice-program.ts';

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Every run on record, newest first. */
export async function allRuns(daemon: Daemon, pipeline?: string): Promise<readonly RunJson[]> {
  const only = pipeline === undefined ? '' : `&pipeline=${pipeline}`;
  const all: RunJson[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page<RunJson> = await daemon.get<Page<RunJson>>(`/api/v1/runs?limit=200${only}${from}`);
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

/** The deployed pipelines by name. */
export async function pipelinesOf(daemon: Daemon): Promise<ReadonlyMap<string, PipelineJson>> {
  const { items } = await daemon.get<Page<PipelineJson>>('/api/v1/pipelines');
  return new Map(items.map((item) => [item.name, item]));
}

/** Asks for a run as the page does. */
export async function requestRun(daemon: Daemon, pipeline: string): Promise<RunJson> {
  const answer = await fetch(new URL(`/api/v1/pipelines/${pipeline}/runs`, daemon.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (answer.status !== 201) throw new Error(`a run of ${pipeline} answers ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as RunJson; // tested against its schema elsewhere
}

/** A run in one line, for messages of tests. */
export function describeRun(run: RunJson): string {
  const attempts = run.attempts.map(({ state }) => state).join(' ');
  return `${run.pipeline} ${run.fireAt}: ${run.state} ${run.reason?.code ?? ''} (${attempts})`;
}

/** Fire times that are on record more than once, per pipeline: there are none, ever. */
export function doubledFires(runs: readonly RunJson[]): readonly string[] {
  const seen = new Set<string>();
  return runs.map((run) => `${run.pipeline} ${run.fireAt}`).filter((fire) => seen.has(fire) || !seen.add(fire));
}
