import { createSystemClock, createSystemRandom } from '../../../src/runtime/observe/index.ts';
import { findDrift, vantageOf, type DriftReport } from '../../../src/runtime/drift/index.ts';
import { OperatingError } from '../../../src/runtime/errors.ts';
import type { CompiledArtefact, NormalisedPipeline } from '../../../src/compiler/index.ts';
import type { DeploymentKey, EngineRef, LaunchRequest, Store } from '../../../src/runtime/ports/index.ts';
import { createSqliteStore } from '../../../src/runtime/store/index.ts';
import { tempDir } from '../temp-dir.ts';
import { sampleArtefact } from './sample-artefact.ts';
import { ScriptedEngine, SUCCEEDED } from './scripted-engine.ts';

const clock = createSystemClock();
const random = createSystemRandom();
/** The process that runs them, as processes are named. */
const EXECUTOR = 'here:1:1';

/** A run with its job in the lab's engine. */
export interface LabRun {
  readonly id: string;
  readonly ref: EngineRef;
  readonly compiled: CompiledArtefact;
}

/** A real embedded store, and an external engine that has jobs; what is wrong between them is a test's to make. */
export interface DriftLab extends AsyncDisposable {
  readonly store: Store;
  readonly engine: ScriptedEngine;
  key(pipeline: string): DeploymentKey;
  /** The lab has engines of type `command` only. */
  deploy(pipeline: string, change?: Partial<NormalisedPipeline>, engineType?: string): Promise<CompiledArtefact>;
  /** A run that is running, on record and in the engine. */
  run(compiled: CompiledArtefact): Promise<LabRun>;
  /** Ends an attempt on record; the engine is not asked. */
  end(run: LabRun, state: 'succeeded' | 'retry-wait'): Promise<void>;
  /** A job in the engine of a run and attempt, under an id of its own. */
  start(compiled: CompiledArtefact, runId: string, attempt: number, id: string): Promise<void>;
  /** What is seen from a host; from that of the lab's runs where none is named. */
  find(host?: string): Promise<DriftReport>;
  /** All that the store and the engine have. */
  everything(): Promise<string>;
}

export async function driftLab(): Promise<DriftLab> {
  const folder = await tempDir('sluice-drift-');
  const store = createSqliteStore({ path: `${folder.path}/sluice.db`, clock });
  await store.open(clock.now());
  const engine = new ScriptedEngine(clock, () => ({ durationMs: 600_000, end: SUCCEEDED }), { type: 'command' });
  const key = (pipeline: string): DeploymentKey => ({ project: 'shop', environment: 'default', pipeline });
  const submit = async ({ artefact }: CompiledArtefact, runId: string, attempt: number, id: string): Promise<void> => {
    const job = { file: 'submission.json', template: {}, engine: {}, values: {} } as const;
    const request: LaunchRequest = { runId, attempt, fireTime: 0, artefact, job, cursor: undefined };
    await engine.submit(request, { id }, () => undefined);
  };
  return {
    store,
    engine,
    key,
    async deploy(pipeline, change = {}, engineType = 'command') {
      const compiled = sampleArtefact(pipeline, change, engineType);
      const deploy = { kind: 'deploy', key: key(pipeline), compiled, nextFireTime: undefined } as const;
      await store.applyChanges(1, 'revision', [deploy], clock.now(), 'test');
      return compiled;
    },
    async run(compiled) {
      const now = clock.now();
      const id = random.id(now);
      const fire = {
        key: key(compiled.artefact.pipeline.name),
        fireTime: now,
        previousFireTime: now,
        trigger: 'manual',
        artefactDigest: compiled.digest,
        parameters: {},
        state: 'scheduled',
      } as const;
      await store.recordFire(undefined, fire, id, now);
      await store.claimRun(id, EXECUTOR, now + 600_000, now);
      const ref = { id: `${id}-1` };
      await store.startAttempt(id, EXECUTOR, ref, {}, undefined, now);
      await submit(compiled, id, 1, ref.id);
      await store.markRunning(id, EXECUTOR, 1, now);
      return { id, ref, compiled };
    },
    async end({ id }, runState) {
      const attemptState = runState === 'succeeded' ? 'succeeded' : 'lost';
      await store.finishAttempt(id, EXECUTOR, 1, { attemptState, runState, metrics: {} }, clock.now());
    },
    start: submit,
    find: (host = 'here') =>
      findDrift({
        store,
        clock,
        project: 'shop',
        environment: 'default',
        vantage: vantageOf(host, undefined, () => false),
        settleMs: 1,
        limitMs: 1_000,
        engines: {
          get(type) {
            if (type === 'command') return engine;
            throw new OperatingError('ENGINE_MISCONFIGURED', `no ${type} here`, { retryable: false });
          },
        },
      }),
    async everything() {
      const runs = await store.listRuns({ limit: 500 });
      const events = await store.listEvents({ limit: 500 });
      return JSON.stringify([runs, events, await store.listDeployments({}), [...engine.cluster]]);
    },
    async [Symbol.asyncDispose]() {
      await store.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}
