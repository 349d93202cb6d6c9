import type { JSX } from 'preact';
import { formatCount } from '../format.ts';
import { Empty, Loading } from '../parts/empty.tsx';
import { PipelineSelect } from '../parts/pipeline-select.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { ClockTime, RunDuration } from '../parts/time.tsx';
import { api } from '../state/api.ts';
import type { Run } from '../state/api-types.ts';
import { changedRun } from '../state/facts.ts';
import { goTo, hrefOf, route } from '../state/route.ts';
import { useList } from './use-list.ts';

const GROUPS = [
  { text: 'All', states: '' },
  { text: 'Failed', states: 'failed,timed-out' },
  { text: 'Running', states: 'claimed,starting,running' },
  { text: 'Waiting', states: 'scheduled,waiting,retry-wait' },
  { text: 'Succeeded', states: 'succeeded' },
  { text: 'Skipped', states: 'skipped,cancelled' },
] as const;

export function RunsView(): JSX.Element {
  const { query } = route.value;
  const filter = { state: query.get('state') ?? '', pipeline: query.get('pipeline') ?? '' };
  const list = useList({
    key: `${filter.state} ${filter.pipeline}`,
    load: (cursor) => api.runs(filter, cursor),
    fresh: changedRun,
    admits: (run) =>
      (filter.pipeline === '' || run.pipeline === filter.pipeline) &&
      (filter.state === '' || filter.state.split(',').includes(run.state)),
  });
  return (
    <>
      <div class="bar-line">
        <h1>Runs</h1>
        <div class="chips" role="group" aria-label="Filter by state">
          {GROUPS.map(({ text, states }) => (
            <a
              key={text}
              class="chip"
              aria-current={filter.state === states ? 'true' : undefined}
              href={hrefOf('runs', { ...filter, state: states })}
            >
              {text}
            </a>
          ))}
        </div>
        <PipelineSelect value={filter.pipeline} choose={(pipeline) => goTo(hrefOf('runs', { ...filter, pipeline }))} />
      </div>
      {list.items === undefined ? (
        <Loading />
      ) : list.items.length === 0 ? (
        <NoRuns narrowed={filter.state !== '' || filter.pipeline !== ''} />
      ) : (
        <RunTable runs={list.items} />
      )}
      {list.more !== undefined && (
        <button type="button" class="button more" onClick={list.more}>
          Show older runs
        </button>
      )}
    </>
  );
}

function RunTable({ runs }: { readonly runs: readonly Run[] }): JSX.Element {
  return (
    <div class="panel">
      <table class="table runs">
        <thead>
          <tr>
            <th>State</th>
            <th>Pipeline</th>
            <th>Fire time</th>
            <th class="right">Took</th>
            <th class="right">Rows written</th>
            <th class="right">Attempts</th>
            <th>Why</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RunRow({ run }: { readonly run: Run }): JSX.Element {
  const refused = run.metrics.rowsRefused ?? 0;
  return (
    <tr>
      <td>
        <StateMark state={run.state} />
      </td>
      <td class="grow">
        <a class="name cover" href={`#/runs/${run.id}`}>
          {run.pipeline}
        </a>
        {run.trigger === 'manual' && <span class="tag">by hand</span>}
        {run.trigger === 'backfill' && <span class="tag">backfill</span>}
      </td>
      <td>
        {run.cursorRange === null ? (
          <ClockTime at={run.fireAt} />
        ) : (
          `${run.cursorRange.after} – ${run.cursorRange.until}`
        )}
      </td>
      <td class="right">
        <RunDuration run={run} />
      </td>
      <td class="right number">
        {refused > 0 && <span class="bad-text small">{formatCount(refused)} refused, </span>}
        {run.metrics.rowsWritten === undefined ? <span class="quiet">–</span> : formatCount(run.metrics.rowsWritten)}
      </td>
      <td class="right number">{run.attempts.length}</td>
      <td class="why quiet" title={run.reason?.message}>
        {run.reason?.message}
      </td>
    </tr>
  );
}

function NoRuns({ narrowed }: { readonly narrowed: boolean }): JSX.Element {
  if (narrowed)
    return (
      <Empty title="No run matches.">
        <a href="#/runs">Show all runs</a>
      </Empty>
    );
  return (
    <Empty title="Nothing has run yet.">
      A run shows here at the first fire of a pipeline. Run now, in the overview, starts one at once.
    </Empty>
  );
}
