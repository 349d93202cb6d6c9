import type { Artefact, CompiledArtefact } from '../../../src/compiler/index.ts';
import {
  leaderLease,
  schedulerLease,
  type DeploymentChange,
  type DeploymentKey,
  type FireRequest,
  type Scope,
  type Store,
} from '../../../src/runtime/ports/index.ts';
import type { Backend } from '../../../src/runtime/store/backend.ts';
import type { Transaction } from '../../../src/runtime/store/transaction.ts';

/** A database for one test: any number of stores on it, each as another process would open it. */
export interface StoreDatabase {
  /** An opened store; closed by `dispose`. */
  open(): Promise<Store>;
  /** Another connection to it, for transactions that a test makes itself; the caller closes it. */
  backend(): Backend;
  dispose(): Promise<void>;
}

/** Makes one transaction of a test's own; `repeated` = as if its commit had failed unclearly before. */
export type Transact = <T>(work: (transaction: Transaction) => Promise<T>, repeated?: boolean) => Promise<T>;

export type MakeDatabase = () => Promise<StoreDatabase>;

/** 2026-03-01T00:00:00Z: where the tests' time starts. */
export const START = 1_772_323_200_000;
export const MINUTE = 60_000;

export const SCOPE: Scope = { project: 'shop', environment: 'prod' };
/** The lease of the leader of {@link SCOPE}. */
export const LEADER = leaderLease(SCOPE);
export const SCHEDULER = schedulerLease(SCOPE);

export function key(pipeline: string): DeploymentKey {
  return { ...SCOPE, pipeline };
}

/** An artefact as the compiler gives it; `variant` makes it another one. */
export function compiled(
  pipeline: string,
  variant: {
    readonly text?: string;
    readonly cron?: string;
    readonly state?: 'running' | 'suspended';
    readonly engine?: string;
  } = {},
): CompiledArtefact {
  const artefact: Artefact = {
    formatVersion: '1.0',
    project: 'shop',
    environment: 'prod',
    pipeline: {
      name: pipeline,
      tags: [],
      state: variant.state ?? 'running',
      schedule: { kind: 'cron', expression: variant.cron ?? '0 * * * * ?', dialect: 'quartz-2.5', timeZone: 'UTC' },
      misfire: { policy: 'catch-up', limit: 10 },
      overlap: 'queue-all',
      dependsOn: [],
      retry: { attempts: 3, backoff: 'fixed', initialMs: 1000, maxMs: 1000 },
      priority: 0,
      parameters: [],
      work: { text: variant.text ?? 'first' },
    },
    engine: { name: 'batch', type: variant.engine ?? 'local', config: {} },
    job: { file: 'job.json', template: {} },
  };
  const bytes = JSON.stringify(artefact);
  return { name: pipeline, artefact, bytes, digest: `sha256:${pipeline}-${JSON.stringify(variant)}`.slice(0, 120) };
}

export function deploy(
  artefact: CompiledArtefact,
  nextFireTime: number | undefined = START + MINUTE,
): DeploymentChange {
  return { kind: 'deploy', key: key(artefact.artefact.pipeline.name), compiled: artefact, nextFireTime };
}

export function fire(artefact: CompiledArtefact, fireTime: number, more: Partial<FireRequest> = {}): FireRequest {
  return {
    key: key(artefact.artefact.pipeline.name),
    fireTime,
    previousFireTime: fireTime - MINUTE,
    trigger: 'schedule',
    artefactDigest: artefact.digest,
    parameters: {},
    state: 'scheduled',
    ...more,
  };
}

/** A leader's fence and a deployed pipeline of this name. */
export async function withPipeline(
  store: Store,
  pipeline: string,
  engine = 'local',
): Promise<{ fence: number; artefact: CompiledArtefact }> {
  const fence = await store.nextFence(LEADER, 0);
  const artefact = compiled(pipeline, { engine });
  await store.applyChanges(fence, 'revision-1', [deploy(artefact)], START, 'reconciler');
  return { fence, artefact };
}

/** A run that executor `one` has started: its attempt 1 is open. */
export async function startedRun(store: Store, pipeline: string, fireTime = START, cursor?: string): Promise<string> {
  const { fence, artefact } = await withPipeline(store, pipeline);
  const id = `run-${pipeline}-${fireTime}`;
  await store.recordFire(fence, fire(artefact, fireTime), id, fireTime);
  await store.claimRun(id, 'one', fireTime + MINUTE, fireTime);
  await store.startAttempt(id, 'one', { id: `job-${id}` }, { '${fire}': 'x' }, cursor, fireTime);
  return id;
}

export async function eventTypes(store: Store, pipeline: string, topic = 'sluice.runs'): Promise<readonly string[]> {
  const { items } = await store.listEvents({ topic, pipeline, limit: 100 });
  return items.map((event) => event.type).toReversed();
}

/** A pipeline of priority 50 that makes up for the newest of its missed fires, but for what is given. */
export function variantOf(
  pipeline: string,
  given: Partial<Artefact['pipeline']>,
  datasources: NonNullable<Artefact['datasources']> = {},
): CompiledArtefact {
  const { artefact } = compiled(pipeline);
  const changed = {
    ...artefact,
    pipeline: { ...artefact.pipeline, misfire: { policy: 'fire-once', limit: 1 }, priority: 50, ...given } as const,
    datasources,
  };
  const bytes = JSON.stringify(changed);
  return {
    name: pipeline,
    artefact: changed,
    bytes,
    digest: `sha256:${pipeline}-${JSON.stringify(given)}`.slice(0, 120),
  };
}

/** Claims up to `limit` runs for executor `one`; their ids, as they come. */
export async function claimed(store: Store, limit: number, now = START + 1_000 * MINUTE): Promise<readonly string[]> {
  const until = now + MINUTE;
  return (await store.claimRuns(SCOPE, 'one', ['local'], limit, until, now)).map(({ id }) => id);
}
