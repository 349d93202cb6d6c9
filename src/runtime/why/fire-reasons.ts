import { inEnglish, say, type Message } from '../../message/index.ts';
import { cursorRangeOf } from '../cursor-range.ts';
import type { RunRecord } from '../ports/index.ts';
import { fireMoment, moment } from './moment.ts';
import { of, type Details, type Reason } from './reason.ts';
import { executorsOf } from './standing-reasons.ts';
import type { WhyFacts } from './why-facts.ts';

/** An entry about a run in one of these states; `more` undefined = it does not apply. */
function ofRun(
  states: readonly RunRecord['state'][],
  more: (run: RunRecord, facts: WhyFacts) => Details | undefined,
  words: Pick<Reason, 'says' | 'help'>,
): Reason {
  return {
    about: 'fire',
    find(facts) {
      const { run } = facts;
      const found = run !== undefined && states.includes(run.state) ? more(run, facts) : undefined;
      if (run === undefined || found === undefined) return undefined;
      const { code, message, help } = run.reason ?? {};
      return {
        pipeline: run.pipeline,
        run: run.id,
        ...occasionOf(run, facts),
        ...(code === undefined ? {} : { code }),
        ...(message === undefined ? {} : { words: message }),
        ...(help === undefined ? {} : { help }),
        ...found,
      };
    },
    ...words,
  };
}

/** What a run is of: a fire, or a part of a range of cursor values. */
function occasionOf(run: RunRecord, facts: WhyFacts): Details {
  const range = cursorRangeOf(run);
  if (range === undefined) return { fire: fireMoment(facts, run.fireTime) };
  return { fire: `${range.after}..${range.until}`, part: 'true' };
}

const always = (): Details => ({});
const byCode =
  (...codes: readonly string[]) =>
  (run: RunRecord): Details | undefined =>
    codes.includes(run.reason?.code ?? '') ? {} : undefined;
const onFire = (d: Details): Message => say`\`${of(d, 'pipeline')}\` for ${of(d, 'fire')}`;
/** With the reason on record, which is in English. */
const because = (d: Details, what: Message): Message =>
  d['words'] === undefined
    ? what
    : inEnglish(say`${what}: ${of(d, 'words')} (\`${of(d, 'code')}\`)`, say`${what} (\`${of(d, 'code')}\`)`);
const againHelp = (d: Details): Message =>
  d['part'] !== undefined
    ? say`mend the cause, then \`sluice backfill resume\` goes on with it; \`sluice explain-run ${of(d, 'run')}\` tells the whole story`
    : say`mend the cause, then \`sluice run ${of(d, 'pipeline')} --fire ${of(d, 'fire')}\` runs that fire once more; \`sluice explain-run ${of(d, 'run')}\` tells the whole story`;
const story = (d: Details): Message => say`\`sluice explain-run ${of(d, 'run')}\` tells the whole story`;

/** For whom the slot of a pool is kept, and what that lacks. */
function keptIn(pool: NonNullable<WhyFacts['pool']>, facts: WhyFacts): Details {
  if (!('keptFor' in pool)) return {};
  const { keptFor, lacks } = pool;
  const lacked = lacks.datasource === undefined ? { lacksPool: lacks.name } : { lacksDatasource: lacks.datasource };
  return { keptFor: keptFor.pipeline, keptFire: fireMoment(facts, keptFor.fireTime), keptRun: keptFor.id, ...lacked };
}

function keptInWords(d: Details, waits: Message): Message {
  const place =
    d['datasource'] === undefined ? say`pool \`${of(d, 'pool')}\`` : say`datasource \`${of(d, 'datasource')}\``;
  const lacked =
    d['lacksDatasource'] === undefined
      ? say`pool \`${of(d, 'lacksPool')}\``
      : say`datasource \`${of(d, 'lacksDatasource')}\``;
  return say`${waits}: the free slot of ${place} is kept for \`${of(d, 'keptFor')}\` for ${of(d, 'keptFire')}, which goes first and waits for ${lacked}, where none is free`;
}

/** What a record of several missed fires stands for; of a single one, or one that an earlier version made, only that it is one. */
function missedFires(run: RunRecord, facts: WhyFacts): Details | undefined {
  const { code, missed } = run.reason ?? {};
  if (code !== 'MISFIRED') return undefined;
  if (missed === undefined || missed.from === missed.to) return {};
  const atLeast = missed.atLeast === true ? { atLeast: 'true' } : {};
  return { from: fireMoment(facts, Date.parse(missed.from)), count: `${missed.count}`, ...atLeast };
}

function missedInWords(d: Details): Message {
  return d['atLeast'] === undefined
    ? say`\`${of(d, 'pipeline')}\` did not run for the fires from ${of(d, 'from')} to ${of(d, 'fire')}: they were missed, and by its misfire policy not made up for (fires: ${of(d, 'count')})`
    : say`\`${of(d, 'pipeline')}\` did not run for the fires from ${of(d, 'from')} to ${of(d, 'fire')}: they were missed, and by its misfire policy not made up for (fires: at least ${of(d, 'count')})`;
}

function waitsUntil(d: Details): Message {
  switch (d['outcome']) {
    case 'skip':
      return say`${onFire(d)} has not run yet, and is skipped at ${of(d, 'until')}`;
    case 'run':
      return say`${onFire(d)} has not run yet, and runs at ${of(d, 'until')} at the latest`;
    default:
      return say`${onFire(d)} has not run yet, and fails at ${of(d, 'until')}`;
  }
}

/** What became of one fire. The first that applies is told. */
export const FIRE_REASONS = {
  SKIPPED_MISFIRED: ofRun(['skipped'], missedFires, {
    says: (d) =>
      d['from'] === undefined
        ? because(d, say`\`${of(d, 'pipeline')}\` did not run for ${of(d, 'fire')}`)
        : missedInWords(d),
    help: (d) =>
      say`\`sluice run ${of(d, 'pipeline')} --fire ${of(d, 'fire')}\` makes up for it; \`misfire: catch-up\` does so by itself from now on`,
  }),
  SKIPPED_OVERLAP: ofRun(['skipped'], byCode('OVERLAP', 'OVERLAP_QUEUE_FULL'), {
    says: (d) =>
      because(
        d,
        say`\`${of(d, 'pipeline')}\` was skipped at ${of(d, 'fire')}, because an earlier run was still going on`,
      ),
    help: () =>
      say`\`overlap: queue-one\` or \`queue-all\` lets fires wait; \`timeout\` ends a run that takes too long`,
  }),
  SKIPPED_UPSTREAM: ofRun(['skipped'], byCode('UPSTREAM_NOT_SUCCEEDED'), {
    says: (d) =>
      because(d, say`\`${of(d, 'pipeline')}\` did not run for ${of(d, 'fire')}, because an upstream did not succeed`),
    help: (d) =>
      say`let the upstream succeed for that fire, then \`sluice run ${of(d, 'pipeline')} --fire ${of(d, 'fire')}\``,
  }),
  UPSTREAM_TIMED_OUT: ofRun(['skipped', 'failed'], byCode('UPSTREAM_TIMEOUT'), {
    says: (d) =>
      because(d, say`\`${of(d, 'pipeline')}\` waited for ${of(d, 'fire')} as long as it may, and did not run`),
    help: (d) =>
      say`\`sluice run ${of(d, 'pipeline')} --fire ${of(d, 'fire')}\` runs it now, and waits for nobody; a longer \`timeout\` of \`dependsOn\` lets it wait longer`,
  }),
  SKIPPED_FROZEN: ofRun(['skipped'], byCode('FROZEN'), {
    says: (d) => because(d, say`\`${of(d, 'pipeline')}\` was skipped at ${of(d, 'fire')} by a freeze`),
    help: againHelp,
  }),
  SKIPPED_OTHER: ofRun(['skipped'], always, {
    says: (d) => because(d, say`\`${of(d, 'pipeline')}\` was skipped at ${of(d, 'fire')}`),
    help: againHelp,
  }),
  WAITS_FOR_UPSTREAM: ofRun(
    ['waiting'],
    (run, facts) => {
      if (run.reason?.code !== 'WAITING_FOR_UPSTREAM') return undefined;
      const timeout = facts.pipeline?.upstreamPolicy?.timeout;
      if (timeout === undefined) return {};
      return { until: moment(facts, Math.max(run.fireTime, run.createdAt) + timeout.ms), outcome: timeout.outcome };
    },
    { says: (d) => because(d, d['until'] === undefined ? say`${onFire(d)} has not run yet` : waitsUntil(d)) },
  ),
  WAITS_FOR_RUN: ofRun(['waiting'], (_, { before }) => (before === undefined ? undefined : { before: before.id }), {
    says: (d) => because(d, say`${onFire(d)} has not run yet, and run \`${of(d, 'before')}\` is before it`),
    help: (d) =>
      say`\`sluice explain-run ${of(d, 'before')}\` tells what that run does; a person can cancel it on the page`,
  }),
  WAITS_OTHER: ofRun(['waiting'], always, { says: (d) => because(d, say`${onFire(d)} waits`), help: story }),
  QUEUED_NO_EXECUTOR: ofRun(['scheduled'], (_, facts) => (executorsOf(facts).length === 0 ? {} : undefined), {
    says: (d) => say`${onFire(d)} is on record and nobody runs it: no process that runs here has the role \`execute\``,
    help: () => say`start \`sluice serve\`; with \`--roles\`, let some of its processes have \`execute\``,
  }),
  QUEUED_ALL_DRAINED: ofRun(
    ['scheduled'],
    (_, facts) => {
      const executors = executorsOf(facts);
      return executors.every(({ drain }) => drain !== undefined)
        ? { executors: executors.map(({ name }) => name).join(', ') }
        : undefined;
    },
    {
      says: (d) => say`${onFire(d)} is on record and nobody runs it: every executor is drained (${of(d, 'executors')})`,
      help: () => say`\`sluice executors\` says who drained them; \`sluice drain --undo\` lets one take runs again`,
    },
  ),
  QUEUED_NO_LABELS: ofRun(
    ['scheduled', 'retry-wait'],
    (run, facts) => {
      const { labels, surroundings } = facts;
      if (run.state === 'retry-wait' && run.notBefore > surroundings.now) return undefined;
      const executors = executorsOf(facts);
      const has = (one: (typeof executors)[number]): boolean =>
        one.drain === undefined && labels.every((label) => one.labels.includes(label));
      return executors.some(has) ? undefined : { labels: labels.join(', '), executors: String(executors.length) };
    },
    {
      says: (d) =>
        say`${onFire(d)} is on record and nobody runs it: of the executors that are there (${of(d, 'executors')}) none that takes runs has the labels that it asks for (${of(d, 'labels')})`,
      help: () =>
        say`start an executor with \`SLUICE_LABELS\`, or change \`runOn\` of the pipeline or of its engine; \`sluice executors\` shows the labels of each`,
    },
  ),
  WAITS_FOR_POOL: ofRun(
    ['scheduled'],
    (run, facts) => {
      const { pool } = facts;
      if (pool === undefined) return undefined;
      const of = pool.datasource === undefined ? { pool: pool.name } : { datasource: pool.datasource };
      const full = 'held' in pool ? { held: String(pool.held) } : {};
      return { since: moment(facts, run.createdAt), ...of, slots: String(pool.slots), ...full, ...keptIn(pool, facts) };
    },
    {
      says: (d) => {
        const waits = say`${onFire(d)} is ready since ${of(d, 'since')} and not taken yet`;
        if (d['keptFor'] !== undefined) return keptInWords(d, waits);
        if (d['datasource'] !== undefined)
          return d['held'] === undefined
            ? say`${waits}: an executor takes it when one more run may read or write datasource \`${of(d, 'datasource')}\` (limit: ${of(d, 'slots')})`
            : say`${waits}: ${of(d, 'held')} runs read or write datasource \`${of(d, 'datasource')}\`, as many as its \`limit\` lets (${of(d, 'slots')})`;
        return d['held'] === undefined
          ? say`${waits}: an executor takes it when pool \`${of(d, 'pool')}\` has a free slot (slots: ${of(d, 'slots')})`
          : say`${waits}: pool \`${of(d, 'pool')}\` is full (runs: ${of(d, 'held')}, slots: ${of(d, 'slots')})`;
      },
      help: (d) =>
        d['datasource'] === undefined
          ? say`\`sluice runs\` shows what is under way; where it stays so, give the pool more slots, or add executors`
          : say`\`sluice runs\` shows what is under way; where it stays so, raise the \`limit\` of the datasource, or add executors`,
    },
  ),
  QUEUED: ofRun(
    ['scheduled'],
    (run, facts) => {
      const executors = executorsOf(facts);
      const held = executors.reduce((sum, one) => sum + one.held, 0);
      return { since: moment(facts, run.createdAt), executors: String(executors.length), held: String(held) };
    },
    {
      says: (d) =>
        say`${onFire(d)} is ready since ${of(d, 'since')} and no executor has taken it yet (executors: ${of(d, 'executors')}, runs they hold: ${of(d, 'held')})`,
      help: () => say`where it stays so, add executors: \`sluice executors\` shows what each of them holds`,
    },
  ),
  RETRY_WAIT: ofRun(
    ['retry-wait'],
    (run, facts) => ({ until: moment(facts, run.notBefore), attempts: String(run.attempts.length) }),
    {
      says: (d) =>
        because(d, say`${onFire(d)} failed ${of(d, 'attempts')} times and is tried again at ${of(d, 'until')}`),
      help: story,
    },
  ),
  CLAIM_OVER: ofRun(
    ['claimed', 'starting', 'running'],
    (run, facts) =>
      run.claimedUntil !== undefined && run.claimedUntil < facts.surroundings.now
        ? { executor: run.executor ?? '', until: moment(facts, run.claimedUntil) }
        : undefined,
    {
      says: (d) =>
        say`${onFire(d)} was held by \`${of(d, 'executor')}\`, which was not heard of since ${of(d, 'until')}: another executor takes it over`,
      help: () => say`where none does, \`sluice executors\` shows whether there is any`,
    },
  ),
  AT_WORK: ofRun(
    ['claimed', 'starting', 'running'],
    (run, facts) => ({
      executor: run.executor ?? '',
      state: run.state,
      since: moment(facts, run.startedAt ?? run.createdAt),
    }),
    {
      says: (d) =>
        say`${onFire(d)} is at work since ${of(d, 'since')} on \`${of(d, 'executor')}\` (\`${of(d, 'state')}\`)`,
    },
  ),
  EXPECTATION_NOT_MET: ofRun(['failed'], byCode('EXPECTATION_NOT_MET'), {
    says: (d) => because(d, say`${onFire(d)} ended well, and has failed for what is expected of it`),
    help: (d) =>
      say`what it has written stays, and the position did not move: see what its source holds, then \`sluice run ${of(d, 'pipeline')} --fire ${of(d, 'fire')}\` runs that fire once more; \`expect\` of the pipeline says what is expected`,
  }),
  FAILED: ofRun(['failed'], (run) => ({ attempts: String(run.attempts.length) }), {
    says: (d) => because(d, say`${onFire(d)} ran and failed, attempts: ${of(d, 'attempts')}`),
    help: againHelp,
  }),
  TIMED_OUT: ofRun(['timed-out'], (run) => ({ attempts: String(run.attempts.length) }), {
    says: (d) => because(d, say`${onFire(d)} ran and took too long, attempts: ${of(d, 'attempts')}`),
    help: againHelp,
  }),
  CANCELLED: ofRun(['cancelled'], always, {
    says: (d) => because(d, say`${onFire(d)} was cancelled`),
    help: againHelp,
  }),
  SUCCEEDED: ofRun(
    ['succeeded'],
    (run, facts) => ({ at: moment(facts, run.finishedAt ?? run.createdAt), trigger: run.trigger }),
    { says: (d) => say`${onFire(d)} has run, and succeeded at ${of(d, 'at')} (trigger \`${of(d, 'trigger')}\`)` },
  ),
} as const satisfies Readonly<Record<string, Reason>>;
