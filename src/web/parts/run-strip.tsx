import type { JSX } from 'preact';
import { formatDuration, formatFull } from '../format.ts';
import { isFinal, type RecentRun } from '../state/api-types.ts';
import { stateText } from './state-mark.tsx';

const SLOTS = 20;
const SLOT = 8;
const HEIGHT = 22;
const FOOT = 6;

/**
 * The last runs, oldest on the left: height is duration (by its root, so that a long one leaves the others
 * legible). Failed ones have a triangle below, running ones an open bar, those that never ran a dash.
 */
export function RunStrip({ runs }: { readonly runs: readonly RecentRun[] }): JSX.Element {
  const shown = runs.slice(0, SLOTS).toReversed();
  const longest = Math.max(1, ...shown.map((run) => run.durationMs ?? 0));
  const failed = shown.filter(({ state }) => state === 'failed' || state === 'timed-out').length;
  const offset = SLOTS - shown.length;
  const label = shown.length === 0 ? 'No runs yet' : `Last ${shown.length} runs, ${failed} failed`;
  return (
    <svg
      class="strip"
      viewBox={`0 0 ${SLOTS * SLOT} ${HEIGHT + FOOT}`}
      width={SLOTS * SLOT}
      height={HEIGHT + FOOT}
      role="img"
      aria-label={label}
    >
      <line class="strip-base" x1="0" x2={SLOTS * SLOT} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} />
      {shown.map((run, index) => (
        <Bar key={run.id} run={run} x={(offset + index) * SLOT} longest={longest} />
      ))}
    </svg>
  );
}

function Bar({
  run,
  x,
  longest,
}: {
  readonly run: RecentRun;
  readonly x: number;
  readonly longest: number;
}): JSX.Element {
  const share = run.durationMs === null ? 0.6 : Math.sqrt(run.durationMs / longest);
  const height = Math.max(3, Math.round(share * (HEIGHT - 2)));
  const took = run.durationMs === null ? '' : `, ${formatDuration(run.durationMs)}`;
  const title = `${stateText(run.state)}${took}, ${formatFull(Date.parse(run.fireAt))}`;
  const bad = run.state === 'failed' || run.state === 'timed-out';
  const idle = run.state === 'skipped' || run.state === 'cancelled';
  const tone = bad
    ? 'bad'
    : idle
      ? 'idle'
      : run.state === 'succeeded'
        ? 'good'
        : run.state === 'retry-wait'
          ? 'warn'
          : 'busy';
  return (
    <a href={`#/runs/${run.id}`} tabIndex={-1} class={`bar tone-${tone}`}>
      <title>{title}</title>
      <rect class="bar-reach" x={x} y="0" width={SLOT} height={HEIGHT + FOOT} />
      {idle ? (
        <rect class="bar-full" x={x + 1} y={HEIGHT - 2.5} width={SLOT - 3} height="1.5" />
      ) : (
        <rect
          class={isFinal(run.state) ? 'bar-full' : 'bar-open'}
          x={x + 1.5}
          y={HEIGHT - height}
          width={SLOT - 3}
          height={height}
          rx="1"
        />
      )}
      {bad && <path class="bar-full" d={`M${x + 1} ${HEIGHT + 6}h6l-3-4z`} />}
    </a>
  );
}
