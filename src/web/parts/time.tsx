import type { JSX } from 'preact';
import { formatClock, formatDuration, formatFull, formatRelative } from '../format.ts';
import type { Run } from '../state/api-types.ts';
import { now } from '../state/facts.ts';

/** `in 3 min`; the date and the zone on hover. */
export function RelativeTime({ at }: { readonly at: string }): JSX.Element {
  const time = Date.parse(at);
  return (
    <time dateTime={at} title={formatFull(time)}>
      {formatRelative(time, now.value)}
    </time>
  );
}

/** `12:05:30`; the date and the zone on hover. */
export function ClockTime({ at }: { readonly at: string }): JSX.Element {
  const time = Date.parse(at);
  return (
    <time class="number" dateTime={at} title={formatFull(time)}>
      {formatClock(time, now.value)}
    </time>
  );
}

/** How long a run took, or has been taking. */
export function RunDuration({ run }: { readonly run: Pick<Run, 'durationMs' | 'startedAt'> }): JSX.Element {
  if (run.durationMs !== null) return <span class="number">{formatDuration(run.durationMs)}</span>;
  if (run.startedAt === null) return <span class="quiet">–</span>;
  const seconds = Math.max(0, Math.round((now.value - Date.parse(run.startedAt)) / 1000));
  return <span class="number quiet">{formatDuration(seconds * 1000)}…</span>;
}
