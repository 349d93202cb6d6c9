import type { Artefact } from '../../compiler/index.ts';
import type { RunReason, RunRecord } from '../ports/index.ts';
import { FIRE_REASONS, OVERDUE_REASON, waitingForUpstream } from './reasons.ts';

export type OverlapPolicy = Artefact['pipeline']['overlap'];

/** What an open run is, as far as overlap goes. */
export type OpenRun = Pick<RunRecord, 'id' | 'state' | 'fireTime' | 'reason'>;

export interface FireQuestion {
  readonly policy: OverlapPolicy;
  /** Upstreams that must succeed first; empty when there are none or they have. */
  readonly upstreams: readonly string[];
  /** One of them that succeeds is enough. */
  readonly any?: boolean;
  /** Runs of this pipeline that have not ended. */
  readonly open: readonly OpenRun[];
  /** The fire is being caught up with. */
  readonly caughtUp: boolean;
  /** Ids of the open runs that backfills have handed out; absent = none. */
  readonly backfilled?: ReadonlySet<string>;
  /** Why a freeze skips it; absent = none does. */
  readonly frozen?: RunReason;
  /** Its starting deadline has passed before it is on record. */
  readonly isOverdue?: boolean;
}

export interface FireAnswer {
  readonly state: 'scheduled' | 'waiting' | 'skipped';
  readonly reason?: RunReason;
  /** Runs to be stopped for this one. */
  readonly cancel: readonly string[];
}

/**
 * In which state a fire is recorded. A caught-up fire is never skipped for overlap, nor is a fire that
 * comes while others are being caught up with: their policy says that none may be lost, so they queue. Runs of a backfill are
 * waited for and never cancelled, and no fire is skipped for them or for one that waits for them: the policy is of the other runs.
 */
export function decideFire(question: FireQuestion): FireAnswer {
  const { policy, backfilled } = question;
  if (question.frozen !== undefined) return { state: 'skipped', reason: question.frozen, cancel: [] };
  if (question.isOverdue === true) return { state: 'skipped', reason: OVERDUE_REASON, cancel: [] };
  if (question.open.length === 0 || policy === 'allow') return free(question);
  const open = question.open.filter(({ id }) => backfilled?.has(id) !== true);
  if (open.length === 0) return behindBackfill();
  const waiting = open.filter((run) => run.state === 'waiting');
  switch (policy) {
    case 'skip':
      // Only as long as the backfill's run lasts: after that, these fires are what the policy counts.
      if (open.length < question.open.length && open.every(isBehindBackfill)) return behindBackfill();
      if (question.caughtUp || waiting.some((run) => run.reason?.code === FIRE_REASONS.catchUp)) {
        return wait(FIRE_REASONS.catchUp, 'waits for the fires before it, which are being caught up with');
      }
      return skip(FIRE_REASONS.overlap, 'the run before it has not ended');
    case 'queue-one':
      if (question.caughtUp) return wait(FIRE_REASONS.catchUp, 'waits for the fires before it');
      if (waiting.length > 0) return skip(FIRE_REASONS.queueFull, 'one run is queued already');
      return wait(FIRE_REASONS.queued, 'waits for the run before it to end');
    case 'queue-all':
      return wait(FIRE_REASONS.queued, 'waits for the runs before it to end');
    case 'cancel-running':
      return {
        ...wait(FIRE_REASONS.cancelling, 'waits for the run before it to be stopped'),
        cancel: open.map((run) => run.id),
      };
    default:
      return policy satisfies never;
  }
}

/** Whether a waiting run, its upstreams done, may go: in order, and never beside another but under `allow`. */
export function mayStart(run: OpenRun, policy: OverlapPolicy, open: readonly OpenRun[]): boolean {
  if (policy === 'allow') return true;
  return open.every((other) => other.id === run.id || (other.state === 'waiting' && other.fireTime > run.fireTime));
}

function isBehindBackfill({ state, reason }: OpenRun): boolean {
  return state === 'waiting' && reason?.code === FIRE_REASONS.backfill;
}

function behindBackfill(): FireAnswer {
  return wait(FIRE_REASONS.backfill, 'waits for the run of a backfill to end');
}

function free({ upstreams, any }: FireQuestion): FireAnswer {
  if (upstreams.length === 0) return { state: 'scheduled', cancel: [] };
  return { state: 'waiting', reason: waitingForUpstream(upstreams, any), cancel: [] };
}

function wait(code: string, message: string): FireAnswer {
  return { state: 'waiting', reason: { code, message }, cancel: [] };
}

function skip(code: string, message: string): FireAnswer {
  return { state: 'skipped', reason: { code, message }, cancel: [] };
}
