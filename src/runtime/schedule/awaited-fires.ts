import type { Freeze } from '../../time/index.ts';
import type { Deployment, RunRecord } from '../ports/index.ts';
import type { Look, ScheduledArtefact } from './scheduler-context.ts';
import { requiredUpstreamFire } from './upstream.ts';
import { spansOf, type AwaitedFire } from './upstream-verdict.ts';

/** A run that waits, with what is scheduled of its pipeline, and what it waits for. */
export interface WaitingRun {
  readonly run: RunRecord;
  readonly pipeline: ScheduledArtefact['pipeline'];
  /** Its pipeline as it is deployed now. */
  readonly deployment: Deployment | undefined;
  /** Those that are deployed now: a freeze that came after the run was recorded holds it too, and one that is gone does not. */
  readonly freezes: readonly Freeze[];
  /** Empty for what an upstream's success has fired: there is nothing left to wait for. */
  readonly awaited: readonly AwaitedFire[];
}

/** What many waiting runs wait for, by as many statements whatever their number, but for the size of one. */
export async function readWaiting(look: Look, runs: readonly RunRecord[]): Promise<readonly WaitingRun[]> {
  const { store, scope } = look.deps;
  const known: { readonly run: RunRecord; readonly pipeline: ScheduledArtefact['pipeline'] }[] = [];
  for (const run of runs) {
    const artefact = await look.artefact(run.artefactDigest);
    if (artefact !== undefined) known.push({ run, pipeline: artefact.pipeline });
  }
  const upstreamsOf = ({ run, pipeline }: (typeof known)[number]): readonly string[] =>
    run.trigger === 'schedule' ? pipeline.dependsOn : [];
  const names = new Set(known.flatMap((each) => [each.run.pipeline, ...upstreamsOf(each)]));
  const deployments = new Map<string, Deployment>();
  for (const each of await store.deploymentsNamed(scope, [...names])) deployments.set(each.pipeline, each);
  const waiting = await Promise.all(
    known.map(async (each): Promise<WaitingRun> => ({
      ...each,
      deployment: deployments.get(each.run.pipeline),
      freezes: await deployedFreezes(look, each, deployments.get(each.run.pipeline)),
      awaited: await Promise.all(
        upstreamsOf(each).map((upstream) => awaitedOf(look, each.run, upstream, deployments.get(upstream))),
      ),
    })),
  );
  return withRuns(look, waiting);
}

/** Of what is deployed; of the run's own version where that is not stored. */
export async function deployedFreezes(
  look: Look,
  { pipeline }: Pick<ScheduledArtefact, 'pipeline'>,
  deployment: Deployment | undefined,
): Promise<readonly Freeze[]> {
  const deployed = deployment === undefined ? undefined : await look.artefact(deployment.artefactDigest);
  return (deployed?.pipeline ?? pipeline).freezes ?? [];
}

async function awaitedOf(
  look: Look,
  run: RunRecord,
  upstream: string,
  deployment: Deployment | undefined,
): Promise<AwaitedFire> {
  const pipeline = deployment === undefined ? undefined : (await look.artefact(deployment.artefactDigest))?.pipeline;
  const required =
    pipeline === undefined ? undefined : requiredUpstreamFire(pipeline.schedule, run.previousFireTime, run.fireTime);
  return { upstream, deployment, pipeline, required, run: undefined };
}

/** Each fire that is awaited is looked for once, however many runs wait for it. */
async function withRuns(
  { deps: { store, scope } }: Look,
  waiting: readonly WaitingRun[],
): Promise<readonly WaitingRun[]> {
  const keyed = waiting.map(({ run, awaited }) =>
    awaited.map((each) => spansOf(each, run).map((span) => [JSON.stringify(Object.values(span)), span] as const)),
  );
  const spans = new Map(keyed.flat(2));
  const found = await store.newestRunsIn(scope, [...spans.values()]);
  const byKey = new Map([...spans.keys()].map((key, index) => [key, found[index]]));
  return waiting.map((one, at) => ({
    ...one,
    awaited: one.awaited.map((each, index) => ({
      ...each,
      run: keyed[at]?.[index]?.map(([key]) => byKey.get(key)).find((run) => run !== undefined),
    })),
  }));
}
