import { brokenChains } from '../../support/event-chain.ts';
import type { TopicRecord } from '../../support/read-topic.ts';
import type { Verdict } from '../support/verdict.ts';
import type { Place } from './place.ts';
import { recordedEvents, type RecordedRun } from './record.ts';

const TOPICS = ['sluice.runs', 'sluice.audit'];

/**
 * Chains are whole in the store and on the bus, every committed event that was to be published is there, and the
 * last event of a run tells the state that its record has.
 *
 * @param until Events up to here must have been published.
 */
export async function checkEvents(
  place: Place,
  runs: readonly RecordedRun[],
  until: number,
  verdict: Verdict,
): Promise<void> {
  for (const topic of TOPICS) {
    const stored = await recordedEvents(place, topic);
    verdict.count('events', stored.length);
    verdict.broken.push(...brokenChains(stored).map((problem) => `store, ${topic}: ${problem}`));
    const due = new Set(stored.filter(({ event }) => event.at <= until).map(({ id }) => id));
    const published = await place.published(topic, due);
    verdict.broken.push(...brokenChains(published).map((problem) => `bus, ${topic}: ${problem}`));
    const come = new Set(published.map(({ id }) => id));
    const missing = [...due].filter((id) => !come.has(id));
    if (missing.length > 0) verdict.lost.push(`${missing.length} events of ${topic} are not on the bus`);
    verdict.count('events published again', published.length - come.size);
    const known = new Set(stored.map(({ id }) => id));
    const foreign = [...come].filter((id) => !known.has(id));
    if (foreign.length > 0)
      verdict.broken.push(`${foreign.length} events of ${topic} are on the bus and not in the store`);
    if (topic === 'sluice.runs') checkLastStates(stored, runs, verdict);
  }
}

function checkLastStates(stored: readonly TopicRecord[], runs: readonly RecordedRun[], verdict: Verdict): void {
  const last = new Map<string, unknown>();
  const firsts = new Map<string, number>();
  for (const { event } of stored) {
    const id = String(event.data['run']);
    if (event.data['to'] !== undefined) last.set(id, event.data['to']);
    if (event.data['trigger'] !== undefined) firsts.set(id, (firsts.get(id) ?? 0) + 1);
  }
  for (const run of runs) {
    if (firsts.get(run.id) !== 1)
      verdict.doubled.push(`run ${run.id} was recorded by ${firsts.get(run.id) ?? 0} events`);
    if (last.get(run.id) !== run.state) {
      verdict.broken.push(`run ${run.id} is ${run.state}, its last event says ${String(last.get(run.id))}`);
    }
  }
}
