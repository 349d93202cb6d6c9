import { groupBy } from '../../compiler/index.ts';
import { closureAt } from '../../time/index.ts';
import type { OpenRunSummary, RunReason } from '../ports/index.ts';
import { readWaiting, type WaitingRun } from './awaited-fires.ts';
import { putOffHeld } from './held-deadlines.ts';
import { mayStart } from './overlap.ts';
import { isOvertaken } from './record-fire.ts';
import { DELETED_REASON, upstreamTimeout } from './reasons.ts';
import type { Look } from './scheduler-context.ts';
import { judgeAwaited, judgeTogether } from './upstream-verdict.ts';

/** Lets waiting runs go whose upstreams have succeeded and whose turn it is; oldest fire first. */
export async function releaseWaiting(look: Look): Promise<void> {
  const runs = await look.deps.store.waitingRuns(look.deps.scope);
  if (runs.length === 0) return;
  const judged = (await readWaiting(look, runs)).map((waiting) => ({
    ...waiting,
    decision: unlessFrozen(waiting, decide(waiting, look.now), look.now),
  }));
  const open = await openRunsOf(look, judged);
  for (const { decision, ...waiting } of judged) {
    if (decision === undefined) continue;
    const { run, pipeline } = waiting;
    const beside = open.get(run.pipeline) ?? [];
    const isGoing = decision.to === 'scheduled';
    if (isGoing && !mayStart(run, pipeline.overlap, beside)) continue;
    if (isGoing) await putOffHeld(look, [waiting]);
    if (!(await release(look, waiting, decision))) continue;
    const others = beside.filter(({ id }) => id !== run.id);
    open.set(run.pipeline, isGoing ? [...others, { ...run, state: 'scheduled' }] : others);
  }
}

/** What becomes of a waiting run; a reason of one that goes says that it waits no longer for all. */
interface Decision {
  readonly to: 'scheduled' | 'skipped' | 'failed';
  readonly reason?: RunReason;
}

/** Undefined = it waits on. With a timeout it does so until then, whatever became of its upstreams: a person may run them again. */
function decide({ run, pipeline, deployment, awaited }: WaitingRun, now: number): Decision | undefined {
  if (deployment?.state === 'deleted') return { to: 'skipped', reason: DELETED_REASON };
  const { any, timeout } = pipeline.upstreamPolicy ?? {};
  const verdict = judgeTogether(awaited, any === true);
  if (verdict === 'succeeded') return { to: 'scheduled' };
  if (timeout === undefined) return verdict === 'not yet' ? undefined : { to: 'skipped', reason: verdict };
  // What is recorded late, as after an outage, has its time from then on.
  if (now < Math.max(run.fireTime, run.createdAt) + timeout.ms) return undefined;
  const missing = awaited.filter((each) => judgeAwaited(each) !== 'succeeded').map(({ upstream }) => upstream);
  const reason = upstreamTimeout(missing, timeout.ms);
  const ends = { fail: 'failed', skip: 'skipped', run: 'scheduled' } as const;
  return { to: ends[timeout.outcome], reason };
}

/** One that was recorded before a freeze waits for the end of it, whatever becomes of the fires that are due meanwhile. */
function unlessFrozen({ freezes }: WaitingRun, decision: Decision | undefined, now: number): Decision | undefined {
  return decision?.to === 'scheduled' && closureAt(freezes, now) !== undefined ? undefined : decision;
}

/** What is open beside those that may go, by pipeline: what a look lets go counts for those after it. */
async function openRunsOf(
  { deps: { store, scope } }: Look,
  judged: readonly (WaitingRun & { readonly decision: Decision | undefined })[],
): Promise<Map<string, readonly OpenRunSummary[]>> {
  const asking = judged.filter(
    ({ pipeline, decision }) => decision?.to === 'scheduled' && pipeline.overlap !== 'allow',
  );
  const names = new Set(asking.map(({ run }) => run.pipeline));
  return new Map(groupBy(await store.openRunsOf(scope, [...names]), ({ pipeline }) => pipeline));
}

async function release(
  { deps: { store, log, executors }, fence, now }: Look,
  { run, pipeline }: WaitingRun,
  { to, reason }: Decision,
): Promise<boolean> {
  const isAlone = to === 'scheduled' && pipeline.overlap !== 'allow';
  try {
    if (!(await store.releaseWaiting(fence, run.id, to, reason, now, isAlone))) return false;
  } catch (thrown) {
    if (!isOvertaken(thrown)) throw thrown;
    return false;
  }
  if (to === 'scheduled') executors.wake();
  else log.warn(`waiting run ${to}`, { pipeline: run.pipeline, run: run.id, reason: reason?.message });
  return true;
}
