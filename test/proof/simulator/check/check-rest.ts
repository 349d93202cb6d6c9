import { createPinoLog, createRuntimeMetrics, createWake } from '../../../../src/runtime/observe/index.ts';
import { schedulerLease, RUNS_TOPIC, type Store } from '../../../../src/runtime/ports/index.ts';
import { createScheduler } from '../../../../src/runtime/schedule/index.ts';
import type { Verdict } from '../../support/verdict.ts';
import { SCOPE } from '../world/sim-project.ts';
import type { SimWorld } from '../world/sim-world.ts';
import { allEvents } from './sim-record.ts';

/** A second look at an unchanged store at the same moment writes nothing. */
export async function checkRest(store: Store, { clock, random }: SimWorld, verdict: Verdict): Promise<void> {
  const fence = await store.currentFence(schedulerLease(SCOPE));
  const scheduler = createScheduler({
    store,
    scope: SCOPE,
    lease: { held: true, fence },
    clock,
    random,
    log: createPinoLog({ level: 'silent' }),
    metrics: createRuntimeMetrics(),
    wake: createWake(clock),
    executors: createWake(clock),
  });
  await scheduler.look(fence);
  const before = (await allEvents(store, RUNS_TOPIC)).length;
  await scheduler.look(fence);
  const after = (await allEvents(store, RUNS_TOPIC)).length;
  if (after !== before) verdict.broken.push(`a second look wrote ${after - before} events`);
}
