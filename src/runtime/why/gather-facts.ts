import { poolsOf, type Artefact, type PoolFacts } from '../../compiler/index.ts';
import { deploymentHistory } from '../deployment-history.ts';
import {
  UNFINISHED_BACKFILL_STATES,
  type DeploymentKey,
  type RunRecord,
  type Scope,
  type Store,
} from '../ports/index.ts';
import { lookAtBackfill } from '../schedule/backfills/index.ts';
import { fullPools } from '../full-pools.ts';
import { requiredUpstreamFire } from '../schedule/upstream.ts';
import type { KeptPool, Surroundings, WhyFacts } from './why-facts.ts';

/** Upstreams of upstreams are followed so far. */
const LINKS = 3;
/** So many runs after a missed fire are gone past to find the record that tells of it. */
const MOST_PASSED = 50;

type Read = Pick<
  Store,
  | 'getDeployment'
  | 'getArtefact'
  | 'listConditions'
  | 'findRun'
  | 'nextRun'
  | 'listRuns'
  | 'openRuns'
  | 'poolsInUse'
  | 'keptSlots'
  | 'getRun'
  | 'listProcesses'
  | 'sourceStatus'
  | 'listDeployments'
  | 'listEvents'
  | 'listBackfills'
  | 'openBackfillFires'
  | 'openRunsOf'
>;

/** Reads what is the same for every pipeline. Throws what the store throws. */
export async function surroundingsOf(
  store: Read,
  { project, environment }: Scope,
  scheduler: Surroundings['scheduler'],
  now: number,
): Promise<Surroundings> {
  const [processes, source] = await Promise.all([store.listProcesses(now), store.sourceStatus(project, environment)]);
  return { now, processes, source, scheduler };
}

/**
 * Reads what is to be known of a pipeline, and of the upstreams that its fire waits for.
 *
 * @param fireTime UTC milliseconds; undefined = the newest fire on record.
 */
export async function gatherFacts(
  store: Read,
  key: DeploymentKey,
  fireTime: number | undefined,
  surroundings: Surroundings,
  links = LINKS,
): Promise<WhyFacts> {
  const [deployment, conditions, run, open] = await Promise.all([
    store.getDeployment(key),
    store.listConditions(key),
    fireTime === undefined ? newestRun(store, key) : store.findRun(key, fireTime),
    store.openRuns(key),
  ]);
  const artefact =
    deployment === undefined ? undefined : (await store.getArtefact(deployment.artefactDigest))?.artefact;
  const deployed = deployment === undefined ? await namesDeployed(store, key) : [];
  const facts: WhyFacts = {
    surroundings,
    key,
    deployment,
    movedTo: deployment?.state === 'deleted' ? await newNameOf(store, key) : undefined,
    deployed,
    pipeline: artefact?.pipeline,
    pool:
      artefact === undefined || run?.state !== 'scheduled'
        ? undefined
        : await poolOf(store, artefact, run, surroundings.now),
    labels: run === undefined ? [] : await labelsOf(store, run),
    conditions,
    fireTime,
    missedIn: fireTime === undefined || run !== undefined ? undefined : await missedIn(store, key, fireTime),
    run,
    before: run === undefined ? undefined : runBefore(run, open),
    backfill: await unfinishedBackfill(store, key, surroundings.now),
    upstreams: [],
  };
  return links === 0 ? facts : { ...facts, upstreams: await upstreamsOf(store, facts, links - 1) };
}

/** By what the run is of, which may be another version than what is deployed. */
async function labelsOf(store: Read, run: RunRecord): Promise<readonly string[]> {
  if (run.state !== 'scheduled' && run.state !== 'retry-wait') return [];
  return (await store.getArtefact(run.artefactDigest))?.artefact.pipeline.runOn ?? [];
}

async function poolOf(store: Read, artefact: Artefact, run: RunRecord, now: number): Promise<WhyFacts['pool']> {
  const pools = poolsOf(artefact);
  if (pools.length === 0) return undefined;
  const inUse = await store.poolsInUse(run);
  const [full] = fullPools(artefact, inUse);
  if (full !== undefined) return full;
  const last = pools.filter(({ name }) => inUse.some((use) => use.name === name && use.held === use.slots - 1));
  return (last.length === 0 ? undefined : await keptPool(store, last, run, now)) ?? pools[0];
}

/** Of pools with one free slot the one where that is kept for another run. */
async function keptPool(
  store: Read,
  pools: readonly PoolFacts[],
  run: RunRecord,
  now: number,
): Promise<KeptPool | undefined> {
  for (const { pool, runId, lacks } of await store.keptSlots(run, now)) {
    const kept = runId === run.id ? undefined : pools.find(({ name }) => name === pool);
    const keptFor = kept === undefined ? undefined : await store.getRun(runId);
    if (kept === undefined || keptFor === undefined) continue;
    const artefact = (await store.getArtefact(keptFor.artefactDigest))?.artefact;
    const of = artefact === undefined ? undefined : poolsOf(artefact).find(({ name }) => name === lacks);
    return { ...kept, keptFor, lacks: of ?? { name: lacks } };
  }
  return undefined;
}

/** The oldest fire of those that overlap lets go first: an earlier one, or a later one that waits no longer. */
function runBefore(run: RunRecord, open: readonly RunRecord[]): RunRecord | undefined {
  return open
    .filter((other) => other.id !== run.id && (other.state !== 'waiting' || other.fireTime < run.fireTime))
    .sort((a, b) => a.fireTime - b.fireTime)[0];
}

async function unfinishedBackfill(store: Read, key: DeploymentKey, now: number): Promise<WhyFacts['backfill']> {
  const { items } = await store.listBackfills({ ...key, states: UNFINISHED_BACKFILL_STATES, limit: 1 });
  const [record] = items;
  return record === undefined ? undefined : { record, hold: (await lookAtBackfill(store, record, now)).hold };
}

/**
 * Of neighbouring fires that were missed the last has the record of all: nothing can follow the fire that is asked about but it, and
 * what people have run of them since.
 */
async function missedIn(store: Read, key: DeploymentKey, fireTime: number): Promise<RunRecord | undefined> {
  let next = await store.nextRun(key, fireTime);
  for (let passed = 0; next !== undefined && next.reason?.missed === undefined && passed < MOST_PASSED; passed++)
    next = await store.nextRun(key, next.fireTime);
  const from = next?.reason?.missed?.from;
  return from !== undefined && Date.parse(from) <= fireTime ? next : undefined;
}

async function newestRun(store: Read, key: DeploymentKey): Promise<RunRecord | undefined> {
  return (await store.listRuns({ ...key, limit: 1 })).items[0];
}

/** Under which name a deleted pipeline goes on: its delete says so. */
async function newNameOf(store: Read, key: DeploymentKey): Promise<string | undefined> {
  const [newest] = (await deploymentHistory(store, key, { limit: 1 })).entries;
  return newest?.kind === 'deleted' ? newest.otherName : undefined;
}

async function namesDeployed(store: Read, { project, environment }: Scope): Promise<readonly string[]> {
  return (await store.listDeployments({ project, environment })).map(({ pipeline }) => pipeline);
}

async function upstreamsOf(store: Read, facts: WhyFacts, links: number): Promise<readonly WhyFacts[]> {
  const { pipeline, run, key, surroundings } = facts;
  if (pipeline === undefined || pipeline.dependsOn.length === 0) return [];
  const keys = pipeline.dependsOn.map((name) => ({ ...key, pipeline: name }));
  if (pipeline.schedule.kind === 'upstream') {
    const wanted = facts.fireTime ?? (await newestFire(store, keys, links));
    // what has a record of that fire has its own story
    if (wanted !== undefined && run !== undefined && run.fireTime >= wanted) return [];
    return Promise.all(keys.map((each) => gatherFacts(store, each, wanted, surroundings, links)));
  }
  if (run === undefined || !isAboutUpstreams(run)) return [];
  const awaited = await Promise.all(
    keys.map(async (each) => {
      const fire = await awaitedFire(store, each, run);
      return fire === undefined ? undefined : gatherFacts(store, each, fire, surroundings, links);
    }),
  );
  return awaited.filter((each) => each !== undefined);
}

function isAboutUpstreams({ state, reason }: RunRecord): boolean {
  return (
    (state === 'waiting' && reason?.code === 'WAITING_FOR_UPSTREAM') ||
    (state === 'skipped' && reason?.code === 'UPSTREAM_NOT_SUCCEEDED') ||
    reason?.code === 'UPSTREAM_TIMEOUT'
  );
}

/** The newest fire of these, and of what fires them in turn. */
async function newestFire(store: Read, keys: readonly DeploymentKey[], links: number): Promise<number | undefined> {
  const all = await Promise.all(
    keys.map(async (key): Promise<readonly (number | undefined)[]> => {
      const newest = (await newestRun(store, key))?.fireTime;
      const pipeline = links === 0 ? undefined : await pipelineOf(store, key);
      if (pipeline?.schedule.kind !== 'upstream') return [newest];
      const further = pipeline.dependsOn.map((name) => ({ ...key, pipeline: name }));
      return [newest, await newestFire(store, further, links - 1)];
    }),
  );
  const times = all.flat().filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** The fire of an upstream that a run waits for; undefined where there is none to wait for. */
async function awaitedFire(store: Read, upstream: DeploymentKey, run: RunRecord): Promise<number | undefined> {
  const pipeline = await pipelineOf(store, upstream);
  // one that is not deployed is waited for
  if (pipeline === undefined) return run.fireTime;
  return requiredUpstreamFire(pipeline.schedule, run.previousFireTime, run.fireTime);
}

async function pipelineOf(store: Read, key: DeploymentKey): Promise<WhyFacts['pipeline']> {
  const deployment = await store.getDeployment(key);
  if (deployment === undefined) return undefined;
  return (await store.getArtefact(deployment.artefactDigest))?.artefact.pipeline;
}
