import { say } from '../../message/index.ts';
import { ok, warning, type CheckResult } from './check.ts';

/** More than this shows in when things fire, and in the times that people read. */
const NOTICEABLE_MS = 1_000;

/** What the difference of another clock from this machine's means. `askedMs`: how long the question took. */
export function judgeClock(name: string, differenceMs: number, askedMs: number): CheckResult {
  const difference = Math.round(differenceMs);
  // half of the question may have gone by before or after the other clock was read
  if (Math.abs(difference) <= NOTICEABLE_MS + askedMs / 2) return ok(name, say`its clock is ${difference} ms off`);
  return warning(
    name,
    say`its clock is ${difference} ms off this machine's`,
    say`let a time service set both, as chrony or systemd-timesyncd`,
  );
}
