import { groupBy } from '../../compiler/index.ts';
import type { OpenRunSummary, RunReason, RunRecord } from '../ports/index.ts';
import { readWaiting, type WaitingRun } from './awaited-fires.ts';
import { mayStart } from './overlap.ts';
import { DELETED_REASON } from './reasons.ts';
import type { Look } from './scheduler-context.ts';
import { judgeAwaited, type UpstreamVerdict } from './upstream-verdict.ts';

/** Lets waiting runs go whose upstreams have succeeded and whose turn it is; oldest fire first. */
export async function releaseWaiting(look: Look): Promise<void> {
  const runs = await look.deps.store.waitingRuns(look.deps.scope);
  if (runs.length === 0) return;
  const judged = (await readWaiting(look, runs)).map((waiting) => ({ ...waiting, verdict: verdictOf(waiting) }));
  const open = await openRunsOf(look, judged);
  for (const { run, pipeline, verdict } of judged) {
    if (verdict === 'not yet') continue;
    const beside = open.get(run.pipeline) ?? [];
    if (verdict !== 'succeeded') {
      if (await skip(look, run, verdict)) open.set(run.pipeline, without(beside, run));
    } else if (mayStart(run, pipeline.overlap, beside) && (await release(look, run))) {
      open.set(run.pipeline, [...without(beside, run), { ...run, state: 'scheduled' }]);
    }
  }
}

function verdictOf({ deployment, awaited }: WaitingRun): UpstreamVerdict {
  if (deployment?.state === 'deleted') return DELETED_REASON;
  const verdicts = awaited.map(judgeAwaited);
  return verdicts.find((verdict) => verdict !== 'succeeded') ?? 'succeeded';
}

/** What is open beside those that may go, by pipeline: what a look lets go counts for those after it. */
async function openRunsOf(
  { deps: { store, scope } }: Look,
  judged: readonly (WaitingRun & { readonly verdict: UpstreamVerdict })[],
): Promise<Map<string, readonly OpenRunSummary[]>> {
  const asking = judged.filter(({ pipeline, verdict }) => verdict === 'succeeded' && pipeline.overlap !== 'allow');
  const names = new Set(asking.map(({ run }) => run.pipeline));
  return new Map(groupBy(await store.openRunsOf(scope, [...names]), ({ pipeline }) => pipeline));
}

function without(open: readonly OpenRunSummary[], run: RunRecord): readonly OpenRunSummary[] {
  return open.filter(({ id }) => id !== run.id);
}

async function release({ deps: { store, executors }, fence, now }: Look, run: RunRecord): Promise<boolean> {
  const released = await store.releaseWaiting(fence, run.id, 'scheduled', undefined, now);
  if (released) executors.wake();
  return released;
}

async function skip({ deps: { store, log }, fence, now }: Look, run: RunRecord, reason: RunReason): Promise<boolean> {
  const skipped = await store.releaseWaiting(fence, run.id, 'skipped', reason, now);
  if (skipped) log.warn('waiting run skipped', { pipeline: run.pipeline, run: run.id, reason: reason.message });
  return skipped;
}
