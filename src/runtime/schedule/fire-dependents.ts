import { misfiredReason } from '../misfires/index.ts';
import type { Deployment, FireSpan } from '../ports/index.ts';
import { judgeBacklog, type BacklogFate } from './dependent-backlog.ts';
import { judgeFire, workOf, type DependentFire, type UpstreamFire } from './dependent-fires.ts';
import { hasFireAt } from './has-fire-at.ts';
import { upstreamTimeout } from './reasons.ts';
import { holdAt } from './frozen.ts';
import { recordFire, type Fire } from './record-fire.ts';
import { keyOf, neighbour, type Look, type ScheduledArtefact } from './scheduler-context.ts';
import { decisiveOf, successesAfter, type UpstreamSuccesses } from './upstream-successes.ts';

/** So many of the newest successes of each upstream are read to see whether anything is new, and of its own fires to see since when. */
const HISTORY = 100;
/** Fires recorded of one pipeline by one look; the others are there at the next. */
const MOST_RECORDED = 500;

/** Remembers what was compared last, and until when that says all, only to save queries: forgetting it changes nothing. */
export type DependentsMemory = Map<string, { readonly seen: string; readonly until: number }>;

/**
 * Fires a pipeline that runs after others, once for every fire time for which all of them succeeded, or one where any is enough; and
 * ends the wait for those that have waited for its `timeout`. While a freeze holds its starts, nothing becomes of them; what has come
 * together by the end of it, or of a pause or an outage, is for the misfire policy.
 */
export async function fireDependent(
  look: Look,
  deployment: Deployment,
  artefact: ScheduledArtefact,
  memory: DependentsMemory,
): Promise<void> {
  if (holdAt(artefact, look.now) !== undefined) return;
  const { store } = look.deps;
  const { dependsOn, upstreamPolicy = {} } = artefact.pipeline;
  const upstreams = await Promise.all(
    dependsOn.map(async (dependency): Promise<UpstreamSuccesses> => {
      const upstream = neighbour(deployment, dependency);
      return { upstream, newest: await store.succeededFireTimes(upstream, HISTORY) };
    }),
  );
  const name = JSON.stringify(keyOf(deployment));
  const seen = JSON.stringify([deployment.generation, upstreams.map(({ newest }) => newest)]);
  const known = memory.get(name);
  if (known?.seen === seen && look.now < known.until) return;

  // However often somebody has run it since: without what others have started, it would seem never to have been.
  const started = await store.listRuns({ ...keyOf(deployment), trigger: 'upstream', limit: HISTORY });
  const times = started.items.map(({ fireTime }) => fireTime);
  const startedFrom = times.length === 0 ? undefined : Math.min(...times);
  const after = startedFrom ?? deployment.appliedAt;
  const succeeded = await Promise.all(
    decisiveOf(upstreamPolicy, upstreams).map((each) => successesAfter(store, each, HISTORY, after)),
  );
  const candidates = new Set(succeeded.flat().filter((time) => startedFrom === undefined || time > startedFrom));
  const fires = await firesOf(look, deployment, artefact, candidates, startedFrom === undefined);
  const work = workOf(fires, startedFrom, deployment.appliedAt).filter(
    ({ isRecorded, verdict }) => !isRecorded && verdict.kind !== 'nothing',
  );
  const fates = fatesOf(look, deployment, artefact, { work, isFirst: startedFrom === undefined });
  let until = work.length > MOST_RECORDED ? look.now : Number.POSITIVE_INFINITY;
  for (const fire of work.slice(0, MOST_RECORDED)) {
    const later = await act(look, deployment, artefact, fire, fates.get(fire.fireTime));
    if (later !== undefined) until = Math.min(until, later);
  }
  memory.set(name, { seen, until });
}

/** By fire time, what becomes of those whose upstreams have succeeded. One that no upstream has started yet is not late by what was before it. */
function fatesOf(
  look: Look,
  { appliedAt }: Deployment,
  { pipeline: { misfire } }: ScheduledArtefact,
  { work, isFirst }: { readonly work: readonly JudgedFire[]; readonly isFirst: boolean },
): ReadonlyMap<number, BacklogFate> {
  const backlog = work.flatMap(({ fireTime, verdict }) =>
    verdict.kind === 'runs' ? [{ fireTime, since: isFirst ? Math.max(verdict.since, appliedAt) : verdict.since }] : [],
  );
  const fates = judgeBacklog(backlog, misfire, look.now);
  return new Map(backlog.map(({ fireTime }, index) => [fireTime, fates[index] ?? 'runs']));
}

/** A fire time with what is on record of it. */
interface JudgedFire extends UpstreamFire {
  readonly isRecorded: boolean;
  readonly verdict: DependentFire;
}

/** These fire times with the runs of all upstreams: those that the dependent has no record of, or `withRecorded` all. */
async function firesOf(
  { deps: { store } }: Look,
  deployment: Deployment,
  { pipeline: { dependsOn, upstreamPolicy = {} } }: ScheduledArtefact,
  fireTimes: ReadonlySet<number>,
  withRecorded: boolean,
): Promise<readonly JudgedFire[]> {
  const at = (pipeline: string, fireTime: number): FireSpan => ({ pipeline, after: fireTime - 1, upTo: fireTime });
  const times = [...fireTimes];
  const own = await store.newestRunsIn(
    deployment,
    times.map((time) => at(deployment.pipeline, time)),
  );
  const recorded = new Set(times.filter((_, index) => own[index] !== undefined));
  const open = withRecorded ? times : times.filter((time) => !recorded.has(time));
  const found = await store.newestRunsIn(
    deployment,
    open.flatMap((time) => dependsOn.map((name) => at(name, time))),
  );
  return open.map((fireTime, index) => {
    const runs = found.slice(index * dependsOn.length, (index + 1) * dependsOn.length);
    return { fireTime, runs, isRecorded: recorded.has(fireTime), verdict: judgeFire(upstreamPolicy, runs) };
  });
}

/** Records what is to be recorded of a fire now; returns when to look at it again though nothing else has changed. */
async function act(
  look: Look,
  deployment: Deployment,
  artefact: ScheduledArtefact,
  { fireTime, runs, verdict }: JudgedFire,
  fate: BacklogFate = 'runs',
): Promise<number | undefined> {
  if (verdict.kind === 'nothing') return undefined;
  const { previousFireTime } = verdict;
  const caughtUp = fate === 'caught-up';
  const fire = { deployment, artefact, fireTime, previousFireTime, trigger: 'upstream', caughtUp } as const;
  if (verdict.kind === 'runs') {
    const reason = misfiredReason({ first: fireTime, last: fireTime, count: 1, exact: true });
    return put(look, fate === 'missed' ? { ...fire, overdue: { outcome: 'skip', reason } } : fire);
  }
  const { dependsOn, upstreamPolicy: { timeout } = {} } = artefact.pipeline;
  if (timeout === undefined) return undefined;
  const end = verdict.firstSuccess + timeout.ms;
  if (look.now < end) return end;
  const missing = dependsOn.filter((_, index) => runs[index]?.state !== 'succeeded');
  // What one upstream has no fire of is none that they have in common, and nobody waited for it.
  for (const [index, name] of dependsOn.entries())
    if (runs[index] === undefined && !(await hasFireAt(look, neighbour(deployment, name), fireTime))) return undefined;
  return put(look, {
    ...fire,
    overdue: { outcome: timeout.outcome, reason: upstreamTimeout(missing, timeout.ms) },
  });
}

/** One that a pause has overtaken is there to be recorded once that is over, though nothing of its upstreams will have changed. */
async function put(look: Look, fire: Fire): Promise<number | undefined> {
  return (await recordFire(look, fire)) ? undefined : look.now;
}
