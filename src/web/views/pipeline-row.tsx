import type { JSX } from 'preact';
import { formatCount, formatDuration } from '../format.ts';
import { RunStrip } from '../parts/run-strip.tsx';
import { HealthMark, stateText } from '../parts/state-mark.tsx';
import { SureButton } from '../parts/sure-button.tsx';
import { RelativeTime } from '../parts/time.tsx';
import type { Pipeline } from '../state/api-types.ts';
import { hrefOf } from '../state/route.ts';
import { pause, resume, runNow } from '../state/deeds.ts';

/** Why, in words, for the constants that are not plain from the health itself. */
const REASONS: Readonly<Record<string, string>> = {
  LAST_RUN_FAILED: 'last run failed',
  FIRE_OVERDUE: 'a fire is overdue',
  CALENDAR_ENDED: 'its calendar has ended',
  RETRYING: 'will be tried again',
  NEVER_RAN: 'has not run yet',
  APPLYING: 'being applied',
  RUNNING: 'running now',
  POOL_FULL: 'waits for a slot',
  PAUSED: 'paused',
};

const SYNC_WORDS: Readonly<Record<string, string>> = {
  APPLYING: 'out of sync',
  STALLED: 'cannot be written',
  RESTORED: 'restored, not in the files',
  PRUNE_PENDING: 'gone, waits for a yes',
  PRUNE_DISABLED: 'gone, kept by policy',
  DRIFTED: 'drifts',
  PINNED: 'rolled back',
  SOURCE_BROKEN: 'held back by errors',
};

export function PipelineRow({ pipeline }: { readonly pipeline: Pipeline }): JSX.Element {
  const { name, health, sync, recentRuns } = pipeline;
  return (
    <div class={`pipeline is-${health.status.toLowerCase()}`} role="row">
      <div role="cell" class="cell-name">
        <span>
          <a class="name" href={hrefOf('runs', { pipeline: name })} title={pipeline.description ?? undefined}>
            {name}
          </a>
          <a class="quiet small owner" href={`#/history/${encodeURIComponent(name)}`} aria-label={`History of ${name}`}>
            history
          </a>
          <span class="quiet small owner">{[pipeline.owner, pipeline.engine?.type].filter(Boolean).join(' · ')}</span>
        </span>
        <span class="flow" title={`${pipeline.source} → ${pipeline.sink}`}>
          {pipeline.source}
          {pipeline.sink !== '' && <b aria-label="to"> → </b>}
          {pipeline.sink}
        </span>
      </div>
      <div role="cell" class="cell-schedule">
        <Schedule pipeline={pipeline} />
      </div>
      <div role="cell" class="cell-health">
        <HealthMark health={health.status} title={health.message ?? `${health.reason}, ${sync.status}`} />
        <span class="quiet small">{REASONS[health.reason] ?? (sync.status === 'Synced' ? 'in sync' : '')}</span>
        {/* While nothing of the repository can be read the banner says so, once for all. */}
        {sync.status !== 'Synced' && sync.reason !== 'SOURCE_UNREADABLE' && (
          <span class="sync small" title={sync.message ?? sync.reason}>
            {SYNC_WORDS[sync.reason] ?? 'sync unknown'}
          </span>
        )}
      </div>
      <div role="cell" class="cell-strip">
        <RunStrip runs={recentRuns} />
      </div>
      <div role="cell" class="cell-last right">
        <LastRun pipeline={pipeline} />
      </div>
      <div role="cell" class="cell-act right">
        <SureButton label="Run now" question="Run it?" describe={name} act={() => runNow(name)} />
        {health.reason === 'PAUSED' ? (
          <SureButton label="Resume" question="Resume it?" describe={name} act={() => resume(name)} />
        ) : (
          <SureButton label="Pause" question="Pause it?" describe={name} act={() => pause(name)} />
        )}
      </div>
    </div>
  );
}

function Schedule({
  pipeline: { schedule, nextFireAt, state, health, dependsOn, dependsOnAny },
}: {
  readonly pipeline: Pipeline;
}): JSX.Element {
  const upstreams = dependsOn.join(dependsOnAny === true ? ' or ' : ', ');
  const words = schedule?.kind === 'upstream' ? `after ${upstreams}` : (schedule?.words ?? '');
  const hasClock = schedule?.kind !== 'upstream' && schedule?.kind !== 'manual' && schedule?.kind !== 'continuous';
  // one that rests keeps its clock, and does not fire by it
  const paused = health.reason === 'PAUSED' ? 'paused' : undefined;
  const rests = state === 'suspended' ? 'suspended' : paused;
  const zone = schedule?.kind === 'cron' ? schedule.timeZone : undefined;
  return (
    <>
      <span title={schedule?.expression ?? undefined}>{words}</span>
      <span class="quiet small">
        {rests}
        {rests === undefined && nextFireAt !== null && (
          <>
            next <RelativeTime at={nextFireAt} />
          </>
        )}
        {rests === undefined && nextFireAt === null && hasClock && 'no fire planned'}
        {zone !== undefined && <> · {zone}</>}
      </span>
    </>
  );
}

function LastRun({ pipeline: { recentRuns } }: { readonly pipeline: Pipeline }): JSX.Element {
  const last = recentRuns[0];
  if (last === undefined) return <span class="quiet">–</span>;
  // What a run that failed or was skipped wrote is less telling than that it did.
  const counts = last.rowsWritten !== null && (last.state === 'succeeded' || last.state === 'running');
  const rows = counts ? `${formatCount(last.rowsWritten ?? 0)} rows` : stateText(last.state);
  return (
    <a class="last" href={`#/runs/${last.id}`}>
      <span class="number">{rows}</span>
      <span class="quiet small">
        <RelativeTime at={last.fireAt} />
        {last.durationMs !== null && <>, {formatDuration(last.durationMs)}</>}
      </span>
    </a>
  );
}
