import type { DeploymentKey, RunRecord, Scope, Store } from '../ports/index.ts';
import { requiredUpstreamFire } from '../schedule/upstream.ts';
import type { Surroundings, WhyFacts } from './why-facts.ts';

/** Upstreams of upstreams are followed so far. */
const LINKS = 3;
/** How far back the run of a fire is looked for. */
const HISTORY = 200;

type Read = Pick<
  Store,
  | 'getDeployment'
  | 'getArtefact'
  | 'listConditions'
  | 'listRuns'
  | 'openRuns'
  | 'listProcesses'
  | 'sourceStatus'
  | 'listDeployments'
>;

/** Reads what is the same for every pipeline. Throws what the store throws. */
export async function surroundingsOf(
  store: Read,
  { project, environment }: Scope,
  scheduler: Surroundings['scheduler'],
  now: number,
): Promise<Surroundings> {
  const [processes, source, deployments] = await Promise.all([
    store.listProcesses(now),
    store.sourceStatus(project, environment),
    store.listDeployments({ project, environment }),
  ]);
  return { now, processes, source, scheduler, deployed: deployments.map(({ pipeline }) => pipeline) };
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
  const [deployment, conditions, runs, open] = await Promise.all([
    store.getDeployment(key),
    store.listConditions(key),
    store.listRuns({ ...key, limit: fireTime === undefined ? 1 : HISTORY }),
    store.openRuns(key),
  ]);
  const pipeline =
    deployment === undefined ? undefined : (await store.getArtefact(deployment.artefactDigest))?.artefact.pipeline;
  const run =
    fireTime === undefined ? runs.items[0] : [...runs.items, ...open].find((each) => each.fireTime === fireTime);
  const facts: WhyFacts = {
    surroundings,
    key,
    deployment,
    pipeline,
    conditions,
    fireTime,
    run,
    before: open.filter(({ id }) => id !== run?.id).sort((a, b) => a.fireTime - b.fireTime)[0],
    upstreams: [],
  };
  return links === 0 ? facts : { ...facts, upstreams: await upstreamsOf(store, facts, links - 1) };
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
    (state === 'skipped' && reason?.code === 'UPSTREAM_NOT_SUCCEEDED')
  );
}

/** The newest fire of these, and of what fires them in turn. */
async function newestFire(store: Read, keys: readonly DeploymentKey[], links: number): Promise<number | undefined> {
  const newest = await Promise.all(
    keys.map(async (key): Promise<readonly (number | undefined)[]> => {
      const { items } = await store.listRuns({ ...key, limit: 1 });
      const pipeline = links === 0 ? undefined : await pipelineOf(store, key);
      if (pipeline?.schedule.kind !== 'upstream') return [items[0]?.fireTime];
      const further = pipeline.dependsOn.map((name) => ({ ...key, pipeline: name }));
      return [items[0]?.fireTime, await newestFire(store, further, links - 1)];
    }),
  );
  const times = newest.flat().filter((time) => time !== undefined);
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
