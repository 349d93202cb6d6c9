import { formatDuration, type DueTime } from '../../time/index.ts';
import { inEnglish, say, wordsOf, type Message } from '../../message/index.ts';
import type { EventRecord, EventType, RunReason } from '../ports/index.ts';
import { of, type Details } from './reason.ts';

/** How a kind of step is told. */
interface StepWords {
  says(details: Details): Message;
}

const withReason = (d: Details, what: Message): Message =>
  d['words'] === undefined
    ? what
    : inEnglish(say`${what}: ${of(d, 'words')} (\`${of(d, 'code')}\`)`, say`${what} (\`${of(d, 'code')}\`)`);

/** Steps that no event tells, because they are computed from the run. */
const COMPUTED = {
  due: { says: (d) => say`due: the fire time (trigger \`${of(d, 'trigger')}\`)` },
  foreign: {
    says: () =>
      say`no fire time of its schedule as this build reads it: the schedule that the pipeline had before gave it, or the zone data of another build. What comes next is computed anew`,
  },
  spread: { says: (d) => say`due to start, ${of(d, 'after')} after the fire time: \`jitter\` spreads the starts` },
  held: {
    says: (d) => say`due to start, when the freeze \`${of(d, 'freeze')}\` has ended that held it`,
  },
  late: {
    says: (d) =>
      d['trigger'] === 'upstream'
        ? say`recorded ${of(d, 'late')} after the fire time that it has from its upstreams, which had to succeed first`
        : d['trigger'] === 'backfill'
          ? say`recorded ${of(d, 'late')} after its fire time, by a backfill`
          : say`recorded ${of(d, 'late')} after it was due: nobody scheduled, the pipeline was paused, or the fire was asked for later`,
  },
} as const satisfies Readonly<Record<string, StepWords>>;

/** How each event of a run is told: a new type is one entry. */
const TOLD = {
  'run.requested': { says: (d) => say`asked for by \`${of(d, 'actor')}\`` },
  'run.rerun-requested': {
    says: (d) =>
      d['backfill'] === undefined
        ? say`once more, asked for by \`${of(d, 'actor')}\``
        : say`once more, handed out by backfill \`${of(d, 'backfill')}\``,
  },
  'run.cancel-requested': { says: (d) => say`to be stopped, asked for by \`${of(d, 'actor')}\`` },
  'run.scheduled': {
    says: (d) => {
      switch (d['from']) {
        case undefined:
          return d['backfill'] === undefined
            ? say`recorded, ready to run`
            : say`recorded by backfill \`${of(d, 'backfill')}\`, ready to run`;
        case 'waiting':
          return withReason(d, say`waits no longer, ready to run`);
        case 'claimed':
          return say`given back by \`${of(d, 'actor')}\` before it was started`;
        default:
          return say`ready to run once more`;
      }
    },
  },
  'run.waiting': { says: (d) => withReason(d, say`recorded, and waits`) },
  'run.claimed': { says: (d) => say`taken by executor \`${of(d, 'actor')}\`` },
  'run.starting': { says: (d) => say`attempt ${of(d, 'attempt')} starts` },
  'run.running': { says: (d) => say`attempt ${of(d, 'attempt')} is running in the engine` },
  'run.retry-wait': {
    says: (d) => withReason(d, say`attempt ${of(d, 'attempt')} did not succeed, another one follows`),
  },
  'run.succeeded': { says: () => say`succeeded` },
  'run.failed': { says: (d) => withReason(d, say`failed, and no attempt follows`) },
  'run.timed-out': { says: (d) => withReason(d, say`took too long, and no attempt follows`) },
  'run.cancelled': { says: (d) => withReason(d, say`cancelled`) },
  'run.skipped': { says: (d) => withReason(d, say`skipped`) },
  'run.moved': { says: (d) => say`its pipeline was called \`${of(d, 'movedFrom')}\` until now` },
  'run.adopted': {
    says: (d) => say`taken over by executor \`${of(d, 'actor')}\` from \`${of(d, 'previousExecutor')}\``,
  },
  'attempt.lost': { says: (d) => withReason(d, say`attempt ${of(d, 'attempt')} was lost`) },
} as const satisfies Readonly<Partial<Record<EventType, StepWords>>>;

const STEPS = { ...COMPUTED, ...TOLD };
/** The kinds of steps: types of events, and what is computed beside. */
export type StepKind = keyof typeof STEPS;
/** All of {@link StepKind}. */
export const STEP_KINDS = Object.keys(STEPS) as readonly StepKind[]; // the keys are the kinds

/** Something that became of a run. */
export interface Step {
  /** UTC milliseconds. */
  readonly at: number;
  readonly kind: StepKind;
  readonly details: Details;
}

/** A fire that is later by less is on time. */
const LATE_MS = 5_000;

/**
 * What became of a run, in order. Events of types that are not known, as a newer version's, are left out.
 *
 * @param due When it was to start, and whether its fire time is none of its schedule by now.
 */
export function storySteps(
  run: { readonly fireTime: number; readonly createdAt: number; readonly trigger: string },
  due: DueTime & { readonly isForeign?: boolean },
  events: readonly EventRecord[],
): readonly Step[] {
  // A run of a range of cursor values stands for no fire: its story begins where it was recorded.
  const isFire = run.fireTime >= 0;
  const late = isFire ? run.createdAt - due.time : 0;
  const steps: Step[] = isFire ? [{ at: run.fireTime, kind: 'due', details: { trigger: run.trigger } }] : [];
  if (isFire && due.isForeign === true) steps.push({ at: run.fireTime, kind: 'foreign', details: {} });
  if (isFire && due.held !== undefined) {
    steps.push({ at: due.time, kind: 'held', details: { freeze: due.held.freeze.name } });
  } else if (isFire && due.delay > 0) {
    steps.push({ at: due.time, kind: 'spread', details: { after: formatDuration(due.delay) } });
  }
  if (late >= LATE_MS) {
    const details = { late: formatDuration(late - (late % 1_000)), trigger: run.trigger };
    steps.push({ at: run.createdAt, kind: 'late', details });
  }
  const told = events.flatMap((event): readonly Step[] =>
    event.type in TOLD ? [{ at: event.at, kind: event.type as StepKind, details: detailsOf(event) }] : [],
  );
  return [...steps, ...told].sort((a, b) => a.at - b.at);
}

/** A step in words. */
export function stepMessage({ kind, details }: Pick<Step, 'kind' | 'details'>): Message {
  const words: StepWords = STEPS[kind];
  return words.says(details);
}

/** {@link stepMessage} in English. */
export function stepText(step: Pick<Step, 'kind' | 'details'>): string {
  return wordsOf(stepMessage(step));
}

function detailsOf({ data }: EventRecord): Details {
  const reason = data['reason'] as RunReason | undefined; // written by this store alone, as every event
  const told = ['actor', 'attempt', 'from', 'previousExecutor', 'movedFrom', 'backfill'].flatMap((name) => {
    const value = data[name];
    return value === undefined || value === null ? [] : [[name, String(value)] as const];
  });
  const { code, message } = reason ?? {};
  return {
    ...Object.fromEntries(told),
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { words: message }),
  };
}
