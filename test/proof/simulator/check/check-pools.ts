import type { EventRecord } from '../../../../src/runtime/ports/index.ts';
import type { Verdict } from '../../support/verdict.ts';
import type { SimPipeline } from '../world/sim-project.ts';

const HELD = new Set(['claimed', 'starting', 'running']);

/** At no time more runs of a pool were held than it has slots, as the events tell it in their order. */
export function checkPools(
  pipelines: readonly SimPipeline[],
  events: readonly Pick<EventRecord, 'data'>[],
  verdict: Verdict,
): void {
  const pools = new Map(pipelines.map(({ name, pipeline }) => [name, pipeline.pool]));
  const held = new Map<string, Set<string>>();
  let most = 0;
  for (const { data } of events) {
    const pool = pools.get(String(data['pipeline']));
    if (pool === undefined || data['run'] === undefined) continue;
    const runs = held.get(pool.name) ?? new Set();
    held.set(pool.name, runs);
    const run = String(data['run']);
    if (!HELD.has(String(data['to']))) runs.delete(run);
    else if (!runs.has(run)) {
      runs.add(run);
      most = Math.max(most, runs.size);
      if (runs.size > pool.slots)
        verdict.doubled.push(`${runs.size} runs hold the ${pool.slots} slots of the pool ${pool.name}`);
    }
  }
  if (held.size > 0) verdict.count('pools looked at');
  if (most > 1) verdict.count('pools that were shared');
}
