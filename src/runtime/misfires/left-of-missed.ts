import { windowStart, type Schedule } from '../../time/index.ts';
import type { MissedFires } from '../ports/index.ts';
import type { SkippedFires } from './plan-due.ts';

/** What a record of missed fires stands for beside the last of them, and where the window of its new last fire begins. */
export interface LeftOfMissed extends SkippedFires {
  readonly previousFireTime: number;
}

/**
 * What is left of missed fires when somebody runs the last of them; undefined = nothing is.
 *
 * @param last The last but one of them, UTC milliseconds, as the window of the last begins there.
 * @param isRecorded Whether a run of a fire is on record, which no other record can stand for.
 */
export async function leftOfMissed(
  { from, count, atLeast }: MissedFires,
  schedule: Schedule,
  last: number,
  isRecorded: (fireTime: number) => Promise<boolean>,
): Promise<LeftOfMissed | undefined> {
  const first = Date.parse(from);
  for (let [at, left] = [last, count - 1]; at >= first && left > 0; left--) {
    const previousFireTime = windowStart(schedule, at);
    if (!(await isRecorded(at))) return { first, last: at, count: left, exact: atLeast !== true, previousFireTime };
    if (previousFireTime >= at) return undefined;
    at = previousFireTime;
  }
  return undefined;
}
