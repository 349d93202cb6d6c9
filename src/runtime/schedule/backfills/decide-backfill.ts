import type { Artefact } from '../../../compiler/index.ts';
import { wordsOf } from '../../../message/index.ts';
import { closureAt } from '../../../time/index.ts';
import {
  FINAL_RUN_STATES,
  type BackfillFire,
  type BackfillRecord,
  type BackfillStep,
  type Deployment,
  type OpenRunSummary,
  type RunReason,
} from '../../ports/index.ts';
import { DELETED_REASON } from '../reasons.ts';
import { sourceOf, type NextFire } from './backfill-source.ts';
import { BACKFILL_REASONS, endedWithout, refused } from './backfill-reasons.ts';

/** Handed out by one transaction at most, so that no other write waits for long. */
const TOGETHER = 20;

/** What a backfill is judged by, as it is on record. */
export interface BackfillFacts {
  readonly backfill: BackfillRecord;
  /** Handed out and not over, and the next that are to run once more; oldest first. */
  readonly fires: readonly BackfillFire[];
  readonly deployment: Deployment | undefined;
  /** What is deployed; undefined = its artefact is not stored. */
  readonly artefact: Artefact | undefined;
  /** Runs of the pipeline that are not over, its own among them. */
  readonly open: readonly OpenRunSummary[];
  /** UTC milliseconds. */
  readonly now: number;
}

/** What is to be done for a backfill now, and what it waits for. Neither = it waits for its own runs to end. */
export interface BackfillDecision {
  readonly step?: Omit<BackfillStep, 'feed'> & {
    readonly feed: readonly NextFire[];
  };
  /** Why nothing more is handed out, although it is neither paused nor full. */
  readonly hold?: RunReason;
}

/**
 * What a backfill does next. Pure, and without a memory: asked again of the record that its step has made, it says nothing new.
 * The pipeline's overlap policy keeps its runs from those that the schedule or a person has started, which go first; how many of its
 * own go side by side its concurrency says.
 */
export function decideBackfill(facts: BackfillFacts): BackfillDecision {
  const { backfill, fires, deployment, artefact } = facts;
  const isOver = ({ runState }: BackfillFire): boolean => runState === undefined || FINAL_RUN_STATES.includes(runState);
  const handedOut = fires.filter(({ standing }) => standing === 'open');
  const ended = handedOut.filter(isOver);
  const running = handedOut.length - ended.length;
  const settle = { backfill, feed: [], again: [] };
  const rest = (hold?: RunReason): BackfillDecision => ({
    ...(ended.length === 0 ? {} : { step: { ...settle, state: backfill.state, ...reasonOf(backfill) } }),
    ...(hold === undefined ? {} : { hold }),
  });
  const end = (state: 'failed' | 'cancelled' | 'succeeded', reason?: RunReason): BackfillDecision => ({
    step: { ...settle, state, ...(reason === undefined ? {} : { reason }) },
  });

  if (backfill.state !== 'waiting' && backfill.state !== 'running')
    return running > 0 ? rest() : { step: { ...settle, state: backfill.state, ...reasonOf(backfill) } };
  if (deployment === undefined || deployment.state === 'deleted') return end('cancelled', DELETED_REASON);
  const failed = ended.find(({ runState }) => runState !== 'succeeded');
  if (backfill.onFailure === 'stop' && failed !== undefined) return end('failed', endedWithout(failed));
  // Ended between a look and what that wrote, so that it is noted already. A resume leaves none: those are to run once more.
  if (backfill.onFailure === 'stop' && backfill.counts.failed > 0)
    return end('failed', BACKFILL_REASONS.someFailed(backfill.counts.failed));
  if (deployment.state !== 'active') return rest(BACKFILL_REASONS.suspended);
  if (deployment.isPaused === true) return rest(BACKFILL_REASONS.paused);
  if (artefact === undefined) return rest(BACKFILL_REASONS.noArtefact);
  const source = sourceOf(backfill, deployment.artefactDigest, artefact);
  if ('problem' in source) return end('failed', refused(wordsOf(source.problem)));

  const isAlone = artefact.pipeline.overlap !== 'allow';
  const closure = closureAt(artefact.pipeline.freezes ?? [], facts.now);
  if (closure !== undefined) return rest(BACKFILL_REASONS.frozen(closure.freeze.name));
  const own = new Set(handedOut.map(({ runId }) => runId));
  const other = isAlone ? facts.open.find(({ id }) => !own.has(id)) : undefined;
  if (other !== undefined) return rest(BACKFILL_REASONS.otherRun(other.id));
  const free = Math.min(TOGETHER, backfill.concurrency - running);
  if (free <= 0) return rest();
  const waiting = fires.filter(({ standing, runState }) => standing === 'again' && runState !== 'succeeded');
  const again = (backfill.order === 'oldest-first' ? waiting : waiting.toReversed()).slice(0, free);
  const feed = source.next(free - again.length);
  // Of a run that is put on its way between this look and the step the store knows.
  const beside = isAlone ? { isAlone } : {};
  if (again.length + feed.length > 0)
    return { step: { backfill, feed, again, state: 'running', ...beside, ...source.noted } };
  // All that was looked at has succeeded at a person's wish: there may be more behind.
  const isSettled = fires.some(({ standing, runState }) => standing === 'again' && runState === 'succeeded');
  if (isSettled) return { step: { ...settle, state: backfill.state, ...reasonOf(backfill) } };
  if (running > 0) return rest();
  const without = backfill.counts.failed + ended.filter(({ runState }) => runState !== 'succeeded').length;
  return without > 0 ? end('failed', BACKFILL_REASONS.someFailed(without)) : end('succeeded');
}

function reasonOf({ reason }: BackfillRecord): { readonly reason?: RunReason } {
  return reason === undefined ? {} : { reason };
}
