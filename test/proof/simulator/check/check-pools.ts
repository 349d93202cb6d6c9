import type { EventRecord } from '../../../../src/runtime/ports/index.ts';
import type { Verdict } from '../../support/verdict.ts';
import { simPoolsOf, type SimPipeline } from '../world/sim-project.ts';

const HELD = new Set(['claimed', 'starting', 'running']);

/**
 * At no time more runs of a pool, or of a datasource with a limit, were held than it has slots, as the events tell it in their order.
 *
 * @param formOf The form that a run was put on record with.
 */
export function checkPools(
  events: readonly Pick<EventRecord, 'data'>[],
  formOf: (digest: string) => SimPipeline | undefined,
  verdict: Verdict,
): void {
  const held = new Map<string, Set<string>>();
  const most = new Map<string, number>();
  for (const { data } of events) {
    if (data['run'] === undefined) continue;
    const run = String(data['run']);
    const form = formOf(String(data['artefactDigest']));
    for (const { name, slots } of form === undefined ? [] : simPoolsOf(form)) {
      const runs = held.get(name) ?? new Set();
      held.set(name, runs);
      if (!HELD.has(String(data['to']))) runs.delete(run);
      else if (!runs.has(run)) {
        runs.add(run);
        most.set(name, Math.max(most.get(name) ?? 0, runs.size));
        if (runs.size > slots) verdict.doubled.push(`${runs.size} runs hold the ${slots} slots of ${name}`);
      }
    }
  }
  verdict.count('pools looked at', held.size);
  for (const [name, runs] of most) {
    if (runs > 1) verdict.count('pools that were shared');
    if (name.startsWith('datasource ')) verdict.count('limits of datasources looked at');
  }
}
