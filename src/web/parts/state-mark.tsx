import type { JSX } from 'preact';
import type { Attempt, BackfillState, Health, RunState } from '../state/api-types.ts';

type Tone = 'good' | 'bad' | 'busy' | 'warn' | 'idle';

interface Mark {
  readonly tone: Tone;
  readonly text: string;
  readonly shape: JSX.Element;
}

// Every state has a shape of its own, so that no one needs the colour.
const check = <path d="M3.2 8.4 6.6 11.6 12.8 4.6" />;
const cross = <path d="M4 4l8 8M12 4l-8 8" />;
const dash = <path d="M3.5 8h9" />;
const ring = <circle cx="8" cy="8" r="4.5" />;
const arc = <path class="spin" d="M8 3.2A4.8 4.8 0 1 1 3.2 8" />;
const clock = <path d="M8 2.8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 8 2.8ZM8 5v3.2l2.2 1.6" />;
const again = <path d="M12.6 6.2A5 5 0 1 0 13 9.4M12.9 2.8v3.6H9.3" />;
const square = <rect x="4" y="4" width="8" height="8" rx="1" />;
const pause = <path d="M5.8 4v8M10.2 4v8" />;
const bang = <path d="M8 3.2v5.6M8 12.2v.2" />;
const question = <path d="M5.8 6A2.2 2.2 0 1 1 8 8.2v1M8 12.2v.2" />;

const RUN_MARKS: Record<RunState | 'lost', Mark> = {
  scheduled: { tone: 'idle', text: 'Scheduled', shape: ring },
  waiting: { tone: 'idle', text: 'Waiting', shape: clock },
  claimed: { tone: 'busy', text: 'Claimed', shape: ring },
  starting: { tone: 'busy', text: 'Starting', shape: arc },
  running: { tone: 'busy', text: 'Running', shape: arc },
  'retry-wait': { tone: 'warn', text: 'Will retry', shape: again },
  succeeded: { tone: 'good', text: 'Succeeded', shape: check },
  failed: { tone: 'bad', text: 'Failed', shape: cross },
  'timed-out': { tone: 'bad', text: 'Timed out', shape: clock },
  cancelled: { tone: 'idle', text: 'Cancelled', shape: square },
  skipped: { tone: 'idle', text: 'Skipped', shape: dash },
  lost: { tone: 'bad', text: 'Lost', shape: question },
};

const HEALTH_MARKS: Record<Health, Mark> = {
  Healthy: { tone: 'good', text: 'Healthy', shape: check },
  Progressing: { tone: 'busy', text: 'Progressing', shape: arc },
  Suspended: { tone: 'idle', text: 'Suspended', shape: pause },
  Degraded: { tone: 'bad', text: 'Degraded', shape: bang },
  Missing: { tone: 'warn', text: 'Missing', shape: question },
  Unknown: { tone: 'idle', text: 'Unknown', shape: question },
};

const BACKFILL_MARKS: Record<BackfillState, Mark> = {
  waiting: RUN_MARKS.waiting,
  running: RUN_MARKS.running,
  paused: { tone: 'idle', text: 'Paused', shape: pause },
  succeeded: RUN_MARKS.succeeded,
  failed: RUN_MARKS.failed,
  cancelled: RUN_MARKS.cancelled,
};

export function BackfillMark({ state }: { readonly state: BackfillState }): JSX.Element {
  return <Labelled mark={BACKFILL_MARKS[state]} />;
}

export function stateText(state: Attempt['state']): string {
  return RUN_MARKS[state].text;
}

export function StateMark({ state }: { readonly state: Attempt['state'] }): JSX.Element {
  return <Labelled mark={RUN_MARKS[state]} />;
}

export function HealthMark({ health, title }: { readonly health: Health; readonly title?: string }): JSX.Element {
  return <Labelled mark={HEALTH_MARKS[health]} {...(title === undefined ? {} : { title })} />;
}

/** The shape alone, inside a drawing. */
export function HealthShape({ health }: { readonly health: Health }): JSX.Element {
  const { tone, shape } = HEALTH_MARKS[health];
  return <g class={`shape tone-${tone}`}>{shape}</g>;
}

function Labelled({ mark, title }: { readonly mark: Mark; readonly title?: string }): JSX.Element {
  return (
    <span class={`mark tone-${mark.tone}`} title={title}>
      <svg class="shape" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        {mark.shape}
      </svg>
      {mark.text}
    </span>
  );
}
