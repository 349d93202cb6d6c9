import type { BackfillRecord, RunReason } from '../ports/index.ts';
import { lookAtBackfill } from '../schedule/index.ts';
import type { BackfillDependencies } from './plan-backfill.ts';

/** How far a backfill is. */
export interface BackfillProgress {
  readonly backfill: BackfillRecord;
  /** Fires that are not handed out yet, or are to run once more. */
  readonly left: number;
  /** Why it hands out nothing, where it is neither paused, full nor over. */
  readonly waitsFor?: RunReason;
  /** Until all is over at the rate so far, milliseconds; absent where nothing tells it. */
  readonly remainingMs?: number;
}

/** How far it is, and what it waits for. Reads the store; changes nothing. */
export async function backfillProgress(
  { store, clock }: Pick<BackfillDependencies, 'store' | 'clock'>,
  backfill: BackfillRecord,
): Promise<BackfillProgress> {
  const { counts, total, state, startedAt } = backfill;
  const over = counts.succeeded + counts.failed;
  const isGoing = state === 'waiting' || state === 'running';
  const hold = isGoing ? (await lookAtBackfill(store, backfill, clock.now())).hold : undefined;
  const remaining = Math.max(0, total - over);
  const perFire = startedAt === undefined || over === 0 ? undefined : (clock.now() - startedAt) / over;
  return {
    backfill,
    left: Math.max(0, total - over - counts.open),
    ...(hold === undefined ? {} : { waitsFor: hold }),
    ...(state === 'running' && perFire !== undefined ? { remainingMs: Math.round(perFire * remaining) } : {}),
  };
}
