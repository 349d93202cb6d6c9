import { formatDuration } from '../../time/index.ts';

/** `3m ago`, in the largest unit that says enough. */
export function ago(time: number, now: number): string {
  return time > now ? until(time, now) : `${coarse(now - time)} ago`;
}

/** `in 3m`. */
export function until(time: number, now: number): string {
  return time <= now ? 'due' : `in ${coarse(time - now)}`;
}

/** A duration with at most two units; under a second, milliseconds. */
export function coarse(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))}ms`;
  const unit = ms < 60_000 ? 1000 : ms < 3_600_000 ? 1000 : ms < 86_400_000 ? 60_000 : 3_600_000;
  return formatDuration(Math.floor(ms / unit) * unit);
}
