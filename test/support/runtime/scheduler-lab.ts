import { expect } from 'vitest';
import type { CompiledArtefact, NormalisedPipeline } from '../../../src/compiler/index.ts';
import { createWake } from '../../../src/runtime/observe/index.ts';
import type { RunRecord } from '../../../src/runtime/ports/index.ts';
import { createScheduler, type Scheduler } from '../../../src/runtime/schedule/scheduler.ts';
import { createRuntimeLab, LAB_START, LEADER_FENCE, type RuntimeLab } from './runtime-lab.ts';
import { sampleArtefact } from './sample-artefact.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A fixed rate. */
export const every = (intervalMs: number) => ({ kind: 'every', intervalMs, timeZone: 'UTC' }) as const;

/** Of each run the minute of its fire since the lab began, its state, and why. */
export const states = (runs: readonly RunRecord[]) =>
  runs.map((run) => [(run.fireTime - LAB_START) / MINUTE, run.state, run.reason?.code]);

/** A {@link RuntimeLab} with a scheduler. */
export interface SchedulerLab extends RuntimeLab {
  /** Of the process that leads now. */
  scheduler: Scheduler;
  /** Another process leads: it knows what is on record, and no more. */
  restart(): void;
  /** Looks twice: the second look at an unchanged store must write nothing. */
  look(): Promise<void>;
  /** @param first When it fires first, UTC milliseconds. */
  deployAs(name: string, pipeline: Partial<NormalisedPipeline>, first?: number): Promise<CompiledArtefact>;
  next(name: string): Promise<number | undefined>;
  /** Runs a recorded run to this end, as an executor would. */
  end(run: RunRecord | undefined, state: 'succeeded' | 'failed'): Promise<void>;
}

export async function createSchedulerLab(): Promise<SchedulerLab> {
  const base = await createRuntimeLab();
  const { store } = base;
  const make = (): Scheduler => createScheduler({ ...base, executors: createWake(base.clock) });
  const everything = async () => ({
    events: (await store.listEvents({ limit: 1_000 })).items,
    deployments: await store.listDeployments({}),
  });
  const lab: SchedulerLab = Object.assign(base, {
    scheduler: make(),
    restart: () => void (lab.scheduler = make()),
    async look() {
      await lab.scheduler.look(LEADER_FENCE);
      const before = await everything();
      await lab.scheduler.look(LEADER_FENCE);
      expect(await everything()).toEqual(before);
    },
    async deployAs(name: string, pipeline: Partial<NormalisedPipeline>, first?: number) {
      const compiled = sampleArtefact(name, pipeline);
      await lab.deploy(compiled, first);
      return compiled;
    },
    next: async (name: string) => (await store.getDeployment(lab.key(name)))?.nextFireTime,
    async end(run: RunRecord | undefined, state: 'succeeded' | 'failed') {
      const now = lab.clock.now();
      const id = run?.id ?? '';
      await store.claimRun(id, 'test', now + MINUTE, now);
      await store.startAttempt(id, 'test', { id: 'job' }, {}, undefined, now);
      const outcome = { attemptState: state, runState: state, metrics: {} } as const;
      expect(await store.finishAttempt(id, 'test', 1, outcome, now)).toBe(true);
    },
  });
  return lab;
}
