import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Empty, Loading } from '../parts/empty.tsx';
import { Message } from '../parts/message.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { SureButton } from '../parts/sure-button.tsx';
import { ClockTime, RelativeTime, RunDuration } from '../parts/time.tsx';
import { api, ApiError } from '../state/api.ts';
import { isFinal, type EventItem, type Run } from '../state/api-types.ts';
import { changedRun, generation, newEvent } from '../state/facts.ts';
import { cancel, rerun } from '../state/deeds.ts';
import { hrefOf } from '../state/route.ts';
import { LogTail } from './log-tail.tsx';
import { RunFacts } from './run-facts.tsx';
import { Timeline } from './timeline.tsx';

/** Metrics change without an event, so that they are asked for while the run runs. */
const POLL_MS = 2_000;

export function RunView({ id }: { readonly id: string }): JSX.Element {
  const [run, setRun] = useState<Run | undefined>(undefined);
  const [events, setEvents] = useState<readonly EventItem[]>([]);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const load = (): void => {
    api
      .run(id)
      .then(setRun, (thrown: unknown) => setProblem(thrown instanceof ApiError ? thrown.message : String(thrown)));
  };
  const changed = changedRun.value?.id === id ? changedRun.value : undefined;
  const happened = newEvent.value?.run === id ? newEvent.value.id : undefined;
  useEffect(load, [id, generation.value, happened]);
  useEffect(() => {
    api.runEvents(id).then(
      (page) => setEvents(page.items),
      () => setEvents([]),
    );
  }, [id, generation.value, happened]);
  useEffect(() => {
    if (changed !== undefined) setRun(changed);
  }, [changed]);
  const open = run !== undefined && !isFinal(run.state);
  useEffect(() => {
    if (!open) return undefined;
    const timer = setInterval(load, POLL_MS);
    return () => clearInterval(timer);
  }, [open, id]);
  if (run === undefined)
    return problem === undefined ? (
      <Loading />
    ) : (
      <Empty title={problem}>
        <a href="#/runs">All runs</a>
      </Empty>
    );
  return (
    <article class="run">
      <RunHead run={run} open={open} />
      {run.reason !== null && <ReasonBox run={run} />}
      <div class="run-columns">
        <div>
          <RunFacts run={run} />
          <Timeline events={events} open={open} />
        </div>
        <LogTail id={id} open={open} />
      </div>
    </article>
  );
}

function RunHead({ run, open }: { readonly run: Run; readonly open: boolean }): JSX.Element {
  return (
    <header class="run-head">
      <div>
        <p class="crumbs quiet">
          <a href="#/runs">Runs</a> / <a href={hrefOf('runs', { pipeline: run.pipeline })}>{run.pipeline}</a>
        </p>
        <h1>{run.pipeline}</h1>
        <p class="run-line">
          <StateMark state={run.state} />
          {run.cursorRange === null ? (
            <span>
              fire <ClockTime at={run.fireAt} />{' '}
              <span class="quiet">
                (<RelativeTime at={run.fireAt} />)
              </span>
            </span>
          ) : (
            <span>
              rows after {run.cursorRange.after}, up to {run.cursorRange.until}
            </span>
          )}
          <span>
            {run.state === 'running' ? 'running for' : 'took'} <RunDuration run={run} />
          </span>
          {run.retryAt !== null && (
            <span>
              again <RelativeTime at={run.retryAt} />
            </span>
          )}
        </p>
      </div>
      {open ? (
        <SureButton label="Cancel run" question="Stop it?" describe={run.pipeline} act={() => cancel(run.id)} />
      ) : (
        <SureButton label="Run again" question="Run it again?" describe={run.pipeline} act={() => rerun(run.id)} />
      )}
    </header>
  );
}

function ReasonBox({ run: { reason, state } }: { readonly run: Run }): JSX.Element | null {
  if (reason === null) return null;
  const bad = state === 'failed' || state === 'timed-out';
  return (
    <section class={`banner ${bad ? '' : 'is-mild'}`} aria-label="Reason">
      <div>
        <code class="code">{reason.code}</code> <Message text={reason.message} />
      </div>
      {reason.help !== undefined && (
        <div class="help">
          <Message text={reason.help} />
        </div>
      )}
    </section>
  );
}
