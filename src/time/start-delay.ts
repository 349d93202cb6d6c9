import { isClockSchedule } from './clock-ticks.ts';
import type { Schedule } from './schedule.ts';

/** Whose start is delayed: each pipeline of each environment by a time of its own. */
export interface StartDelayOf {
  readonly project: string;
  readonly environment: string;
  readonly pipeline: string;
}

/**
 * How long after each of its fires a pipeline starts, in milliseconds: 0 without a `jitter`, else less than it. It is drawn from
 * the names alone, so that every process comes to the same after any restart, and is the same for all fires of a pipeline: its
 * starts keep the rhythm of its fires, and none overtakes another.
 */
export function startDelay(schedule: Schedule, { project, environment, pipeline }: StartDelayOf): number {
  if (!isClockSchedule(schedule) || schedule.jitterMs === undefined) return 0;
  const share = hash(JSON.stringify([project, environment, pipeline])) / 2 ** 32;
  return Math.floor(share * schedule.jitterMs);
}

/** FNV-1a, with the last step of MurmurHash3 behind it: names that differ in their last sign alone are spread as any others. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
