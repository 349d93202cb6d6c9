import { calendarEnd, closureAt, dueTimeOf, nextFireTime, startDelay, type Schedule } from '../../time/index.ts';
import { say } from '../../message/index.ts';
import { fireMoment, moment } from './moment.ts';
import { of, type Details, type Reason } from './reason.ts';
import { isThere } from './standing-reasons.ts';
import type { WhyFacts } from './why-facts.ts';

/** An entry about a schedule of these kinds. */
function ofClock(
  kinds: readonly Schedule['kind'][],
  more: (facts: WhyFacts, schedule: Schedule) => Details | undefined,
  words: Pick<Reason, 'says' | 'help'>,
): Reason {
  return {
    about: 'clock',
    find(facts) {
      const schedule = facts.pipeline?.schedule;
      if (!isThere(facts) || schedule === undefined || !kinds.includes(schedule.kind)) return undefined;
      const found = more(facts, schedule);
      return found === undefined ? undefined : { pipeline: facts.key.pipeline, ...found };
    },
    ...words,
  };
}

const asked = (
  facts: WhyFacts,
  applies: (time: number, now: number, since: number) => boolean,
): Details | undefined => {
  const { fireTime, run, deployment, surroundings } = facts;
  if (fireTime === undefined || run !== undefined || deployment === undefined) return undefined;
  return applies(fireTime, surroundings.now, deployment.appliedAt)
    ? { fire: fireMoment(facts, fireTime), since: moment(facts, deployment.appliedAt) }
    : undefined;
};

/** That the clock of what is deployed names no fire; that of what is suspended never does. */
const stands = ({ deployment }: WhyFacts): boolean =>
  deployment?.state === 'active' && deployment.nextFireTime === undefined;

/** What a clock says of fires that are not on record. */
export const CLOCK_REASONS = {
  WAITS_FOR_SUCCESS: ofClock(
    ['upstream'],
    ({ pipeline, upstreams, run, fireTime }) => {
      const isOpen = upstreams.some((each) => each.run?.state !== 'succeeded');
      if (upstreams.length === 0 || (fireTime !== undefined && (run !== undefined || !isOpen))) return undefined;
      const any = pipeline?.upstreamPolicy?.any === true ? { any: 'true' } : {};
      return { upstreams: pipeline?.dependsOn.join(', ') ?? '', ...any };
    },
    {
      says: (d) =>
        d['any'] !== undefined
          ? say`\`${of(d, 'pipeline')}\` fires when any of these has succeeded for a fire time: ${of(d, 'upstreams')}`
          : say`\`${of(d, 'pipeline')}\` fires when all of these have succeeded for one fire time: ${of(d, 'upstreams')}`,
    },
  ),
  NO_FIRE_TIME: ofClock(
    ['cron', 'every', 'at'],
    (facts, schedule) => asked(facts, (time) => nextFireTime(schedule, time - 1) !== time),
    {
      says: (d) =>
        say`\`${of(d, 'pipeline')}\` has no fire at ${of(d, 'fire')}: its schedule does not name that moment`,
      help: (d) => say`\`sluice next ${of(d, 'pipeline')}\` lists its fires`,
    },
  ),
  NOT_DUE: ofClock(['cron', 'every', 'after', 'at'], (facts) => asked(facts, (time, now) => time > now), {
    says: (d) => say`\`${of(d, 'pipeline')}\` has not run for ${of(d, 'fire')}: that is still to come`,
  }),
  STARTS_LATER: ofClock(
    ['cron', 'every'],
    (facts) => {
      const { nextFireTime: fire, dueAt = 0 } = facts.deployment ?? {};
      // it is put off step by step
      const starts = facts.pipeline && fire !== undefined ? dueTimeOf(fire, facts.pipeline, facts.key).time : dueAt;
      const isIt = fire !== undefined && (facts.fireTime === undefined || facts.fireTime === fire);
      const isFrozen = closureAt(facts.pipeline?.freezes ?? [], facts.surroundings.now) !== undefined;
      return isIt && !isFrozen && dueAt > facts.surroundings.now
        ? { fire: fireMoment(facts, fire), starts: moment(facts, Math.max(dueAt, starts)) }
        : undefined;
    },
    {
      says: (d) =>
        say`\`${of(d, 'pipeline')}\` starts at ${of(d, 'starts')} for ${of(d, 'fire')}: its schedule spreads the starts (\`jitter\`)`,
    },
  ),
  MISSED: ofClock(
    ['cron', 'every', 'after', 'at'],
    (facts) => {
      const { fireTime, missedIn } = facts;
      const missed = missedIn?.reason?.missed;
      if (fireTime === undefined || missedIn === undefined || missed === undefined) return undefined;
      return {
        fire: fireMoment(facts, fireTime),
        run: missedIn.id,
        from: fireMoment(facts, Date.parse(missed.from)),
        to: fireMoment(facts, Date.parse(missed.to)),
        count: `${missed.count}`,
        ...(missed.atLeast === true ? { atLeast: 'true' } : {}),
      };
    },
    {
      says: (d) =>
        d['atLeast'] !== undefined
          ? say`\`${of(d, 'pipeline')}\` did not run for ${of(d, 'fire')}: the fires from ${of(d, 'from')} to ${of(d, 'to')} were missed, and not made up for (fires: at least ${of(d, 'count')})`
          : say`\`${of(d, 'pipeline')}\` did not run for ${of(d, 'fire')}: the fires from ${of(d, 'from')} to ${of(d, 'to')} were missed, and not made up for (fires: ${of(d, 'count')})`,
      help: (d) =>
        say`\`sluice run ${of(d, 'pipeline')} --fire ${of(d, 'fire')}\` runs it; \`sluice explain-run ${of(d, 'run')}\` tells of the record of all`,
    },
  ),
  BEFORE_DEPLOYMENT: ofClock(
    ['cron', 'every', 'after', 'at', 'upstream'],
    (facts) => asked(facts, (time, _, since) => time < since),
    {
      says: (d) =>
        say`\`${of(d, 'pipeline')}\` has no record of ${of(d, 'fire')}: what is deployed now is so only since ${of(d, 'since')}`,
      help: (d) =>
        say`\`sluice run ${of(d, 'pipeline')} --fire ${of(d, 'fire')}\` runs it; \`sluice history ${of(d, 'pipeline')}\` says what was deployed before`,
    },
  ),
  NOT_RECORDED: ofClock(['cron', 'every', 'after', 'at', 'upstream'], (facts) => asked(facts, () => true), {
    says: (d) =>
      say`\`${of(d, 'pipeline')}\` has no record of ${of(d, 'fire')}: it was paused or suspended then, was missed and told in a later record, or its record is past its retention`,
    help: (d) =>
      say`\`sluice runs --pipeline ${of(d, 'pipeline')}\` and \`sluice history ${of(d, 'pipeline')}\` show what is on record`,
  }),
  RUNS_FIRST: ofClock(
    ['upstream'],
    ({ run, pipeline }) => (run === undefined ? { upstreams: pipeline?.dependsOn.join(', ') ?? '' } : undefined),
    {
      says: (d) =>
        say`\`${of(d, 'pipeline')}\` has never fired: none of its upstreams has run yet (${of(d, 'upstreams')})`,
    },
  ),
  BY_HAND: ofClock(['manual'], () => ({}), {
    says: (d) => say`\`${of(d, 'pipeline')}\` fires only when somebody asks for it (\`schedule: manual\`)`,
    help: (d) => say`\`sluice run ${of(d, 'pipeline')}\` runs it`,
  }),
  CONTINUOUS: ofClock(['continuous'], () => ({}), {
    says: (d) => say`\`${of(d, 'pipeline')}\` is a stream: it has no fires`,
  }),
  RUNS_BEFORE_NEXT: ofClock(['after'], (facts) => (stands(facts) ? {} : undefined), {
    says: (d) => say`\`${of(d, 'pipeline')}\` fires a while after its last run has ended, and that has not`,
  }),
  CALENDAR_ENDED: ofClock(
    ['cron', 'every'],
    (facts, schedule) => {
      const unknown = stands(facts) ? calendarEnd(schedule) : undefined;
      return unknown === undefined ? undefined : { unknown: moment(facts, unknown) };
    },
    {
      says: (d) =>
        say`\`${of(d, 'pipeline')}\` fires no more: the days of its calendar are not known from ${of(d, 'unknown')} on`,
      help: () =>
        say`upgrade Sluice to a version that knows them, or let \`until\` of the project's calendar be later; once the pipeline is deployed anew, it fires again`,
    },
  ),
  SCHEDULE_OVER: ofClock(['cron', 'every', 'at'], (facts) => (stands(facts) ? {} : undefined), {
    says: (d) => say`\`${of(d, 'pipeline')}\` fires no more: its schedule names no moment that is still to come`,
    help: () => say`give it another schedule, and deploy that`,
  }),
  NEXT_FIRE: ofClock(
    ['cron', 'every', 'after', 'at'],
    (facts) => {
      const next = facts.deployment?.nextFireTime;
      if (next === undefined || next <= facts.surroundings.now) return undefined;
      const delay = facts.pipeline === undefined ? 0 : startDelay(facts.pipeline.schedule, facts.key);
      return { next: fireMoment(facts, next), ...(delay === 0 ? {} : { starts: moment(facts, next + delay) }) };
    },
    {
      says: (d) =>
        d['starts'] === undefined
          ? say`\`${of(d, 'pipeline')}\` is due next at ${of(d, 'next')}`
          : say`\`${of(d, 'pipeline')}\` is due next at ${of(d, 'next')}, and starts at ${of(d, 'starts')} (\`jitter\`)`,
    },
  ),
} as const satisfies Readonly<Record<string, Reason>>;
