import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompiledArtefact } from '../../../src/compiler/index.ts';
import { OperatingError } from '../../../src/runtime/errors.ts';
import {
  createJobLogs,
  createPinoLog,
  createRuntimeMetrics,
  createSystemRandom,
  createVirtualClock,
  createWake,
} from '../../../src/runtime/observe/index.ts';
import type { DeploymentKey, Engine, Engines, RunRecord, Store } from '../../../src/runtime/ports/index.ts';
import { createSqliteStore } from '../../../src/runtime/store/index.ts';

export const LAB_START = Date.UTC(2026, 2, 2, 10, 0, 0);
export const LEADER_FENCE = 1;

/** The real embedded store, a clock that stands still, and what else a room asks for. */
export type RuntimeLab = Awaited<ReturnType<typeof createRuntimeLab>>;

export async function createRuntimeLab(startMs = LAB_START) {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-lab-'));
  const clock = createVirtualClock(startMs);
  const random = createSystemRandom();
  const lines: string[] = [];
  const log = createPinoLog({ level: 'debug', human: true, write: (line) => lines.push(line) });
  const store = createSqliteStore({ path: join(folder, 'state.db'), clock });
  await store.open(clock.now());
  const jobLogs = createJobLogs(folder, clock);
  return {
    folder,
    clock,
    random,
    log,
    /** What was logged, for people. */
    lines,
    store,
    jobLogs,
    metrics: createRuntimeMetrics(),
    /** Both ends have no rows. */
    measureEnds: async () => ({ source: { rows: 0n, sums: [] }, sink: { rows: 0n, sums: [] } }),
    /** What {@link key} is of. */
    scope: { project: 'shop', environment: 'default' },
    lease: { held: true, fence: LEADER_FENCE },
    wake: createWake(clock),
    key: (pipeline: string): DeploymentKey => ({ project: 'shop', environment: 'default', pipeline }),
    async deploy(compiled: CompiledArtefact, nextFireTime?: number): Promise<void> {
      const { project, environment, pipeline } = compiled.artefact;
      const key = { project, environment, pipeline: pipeline.name };
      await store.applyChanges(
        LEADER_FENCE,
        'sha256:test',
        [{ kind: 'deploy', key, compiled, nextFireTime }],
        clock.now(),
        'test',
      );
    },
    async fire(compiled: CompiledArtefact, fireTime = clock.now()): Promise<RunRecord> {
      const { project, environment, pipeline } = compiled.artefact;
      const recorded = await store.recordFire(
        undefined,
        {
          key: { project, environment, pipeline: pipeline.name },
          fireTime,
          previousFireTime: fireTime,
          trigger: 'manual',
          artefactDigest: compiled.digest,
          parameters: {},
          state: 'scheduled',
        },
        random.id(clock.now()),
        clock.now(),
      );
      return recorded.run;
    },
    /** Runs of a pipeline, oldest fire first. */
    async runs(pipeline: string): Promise<readonly RunRecord[]> {
      const page = await store.listRuns({ pipeline, limit: 1_000 });
      return [...page.items].sort((left, right) => left.fireTime - right.fireTime);
    },
    async close(): Promise<void> {
      await jobLogs.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Engines by type, from what a test made. */
export function enginesOf(...engines: readonly Engine[]): Engines {
  return {
    get(type) {
      const engine = engines.find((candidate) => candidate.type === type);
      if (engine !== undefined) return engine;
      throw new OperatingError('ENGINE_MISCONFIGURED', `there is no engine of type ${type}`, { retryable: false });
    },
    async close() {},
  };
}

/** The store behind a connection that can be cut. */
export function breakable(store: Store): { readonly store: Store; cut: boolean } {
  const state = { cut: false };
  const proxy = new Proxy(store, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        if (state.cut) throw new OperatingError('STORE_UNREACHABLE', 'the connection is cut', { retryable: true });
        // The member is a method of the store, called as one.
        return await (member as (...args: unknown[]) => unknown).apply(target, args);
      };
    },
  });
  return Object.assign(state, { store: proxy });
}
