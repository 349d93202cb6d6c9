import { describe, expect, it } from 'vitest';
import type { Condition, Deployment, RunRecord } from '../../runtime/index.ts';
import { healthStatusOf, scheduleInWords, syncStatusOf, templateText, workText } from './index.ts';

const cron = (expression: string): string =>
  scheduleInWords({
    kind: 'cron',
    expression,
    dialect: expression.split(' ').length === 5 ? 'unix' : 'quartz-2.5',
    timeZone: 'UTC',
  });

describe('scheduleInWords', () => {
  it.each([
    ['0 */5 * * * ?', 'every 5 minutes'],
    ['*/10 * * * * ?', 'every 10 seconds'],
    ['0 * * * * ?', 'every minute'],
    ['0 0 * * * ?', 'every hour'],
    ['0 10 * * * ?', 'every hour at :10'],
    ['0 0 2 * * ?', 'at 02:00 every day'],
    ['0 30 9,18 ? * MON-FRI', 'at 09:30, 18:30 Monday to Friday'],
    ['0 0 3 1 * ?', 'at 03:00 on day 1 of the month'],
    ['0 0 3 L * ?', 'at 03:00 on the last day of the month'],
    ['0 15 */6 * * ?', 'every 6 hours at :15'],
    ['0 5 * * 0', 'at 05:00 on Sunday'],
    ['*/15 * * * *', 'every 15 minutes'],
    ['0 0/7 8-18 * * ?', 'cron 0 0/7 8-18 * * ?'],
    ['0 0 2 ? 3 6#3', 'cron 0 0 2 ? 3 6#3'],
  ])('%s is "%s"', (expression, words) => {
    expect(cron(expression)).toBe(words);
  });

  it('has words for the rest', () => {
    const timeZone = 'UTC';
    expect(scheduleInWords({ kind: 'every', intervalMs: 300_000, timeZone })).toBe('every 5 minutes');
    expect(scheduleInWords({ kind: 'every', intervalMs: 3_600_000, timeZone })).toBe('every hour');
    expect(scheduleInWords({ kind: 'every', intervalMs: 90_000, timeZone })).toBe('every 1m30s');
    expect(scheduleInWords({ kind: 'after', delayMs: 60_000, timeZone })).toBe('1m after each run');
    expect(scheduleInWords({ kind: 'upstream', timeZone })).toBe('after its upstreams');
  });
});

describe('workText', () => {
  it('shows run-time values as their author wrote them', () => {
    const path = {
      $text: ['flights-', { hole: { kind: 'time', base: 'bizdate', offsets: [], format: 'yyyyMM' } }, '.csv'],
    } as const;
    expect(templateText(path)).toBe('flights-${bizdate:yyyyMM}.csv');
    const work = {
      source: { datasource: { name: 'files', type: 'file' }, tables: [], path },
      sink: { connector: 'sqlite', table: 't' },
    };
    expect(workText(work)).toEqual({ source: 'files/flights-${bizdate:yyyyMM}.csv', sink: 't' });
  });

  it('shows a command', () => {
    expect(workText({ argv: ['echo', 'hello'] })).toEqual({ source: 'echo hello', sink: '' });
  });
});

const deployment: Deployment = {
  project: 'p',
  environment: 'e',
  pipeline: 'x',
  generation: 2,
  observedGeneration: 2,
  artefactDigest: 'd',
  revision: 'r',
  state: 'active',
  nextFireTime: 2_000_000,
  lastFireTime: undefined,
  cursor: undefined,
  appliedAt: 0,
};
const source = {
  project: 'p',
  environment: 'e',
  revision: 'r',
  state: 'synced',
  diagnostics: [],
  files: 1,
  pipelines: 1,
  checkedAt: 0,
} as const;
const run = (state: RunRecord['state']): RunRecord => ({
  project: 'p',
  environment: 'e',
  pipeline: 'x',
  id: state,
  fireTime: 0,
  previousFireTime: 0,
  trigger: 'schedule',
  artefactDigest: 'd',
  state,
  reason: undefined,
  parameters: {},
  values: {},
  createdAt: 0,
  startedAt: undefined,
  earlierAttempts: 0,
  finishedAt: undefined,
  notBefore: 0,
  metrics: {},
  cursorBefore: undefined,
  cursorAfter: undefined,
  executor: undefined,
  claimedUntil: undefined,
  attempts: [],
});
const health = (states: readonly RunRecord['state'][], changes: Partial<Deployment> = {}, now = 1_000_000): string => {
  const { status, reason } = healthStatusOf({ ...deployment, ...changes }, states.map(run), now);
  return `${status} ${reason}`;
};

const words = ({ status, reason }: { readonly status: string; readonly reason: string }): string =>
  `${status} ${reason}`;

describe('status of a pipeline', () => {
  it('goes by what is on record beside it, what weighs most first', () => {
    const condition = (type: Condition['type'], reason = 'WHY'): Condition => ({
      project: 'p',
      environment: 'e',
      pipeline: 'x',
      type,
      subject: '',
      reason,
      message: `so it is ${type}`,
      since: 7,
      generation: 2,
    });
    const sync = (...conditions: readonly Condition[]) =>
      syncStatusOf(deployment, { ...source, state: 'broken' }, conditions);
    expect(sync(condition('drifted'), condition('stalled'))).toEqual({
      status: 'OutOfSync',
      reason: 'STALLED',
      message: 'so it is stalled',
      since: 7,
    });
    expect(words(sync(condition('restored')))).toBe('OutOfSync RESTORED');
    expect(words(sync(condition('delete-held')))).toBe('OutOfSync PRUNE_PENDING');
    expect(words(sync(condition('delete-held', 'DELETE_HELD_NEVER')))).toBe('OutOfSync PRUNE_DISABLED');
    expect(words(sync(condition('drifted')))).toBe('OutOfSync DRIFTED');
    expect(words(syncStatusOf({ ...deployment, state: 'deleted' }, source, [condition('drifted')]))).toBe(
      'Synced DELETED',
    );
  });

  it('says since when, by the streak of runs', () => {
    const since = (...ends: readonly [RunRecord['state'], number][]): number | undefined =>
      healthStatusOf(
        deployment,
        ends.map(([state, finishedAt]) => ({ ...run(state), finishedAt })),
        1_000_000,
      ).since;
    expect(since(['succeeded', 50], ['skipped', 45], ['succeeded', 40], ['failed', 30], ['succeeded', 20])).toBe(40);
    expect(since(['failed', 50], ['timed-out', 40], ['succeeded', 30])).toBe(40);
    expect(since(['succeeded', 50], ['succeeded', 40])).toBe(40);
    expect(since()).toBe(deployment.appliedAt);
  });

  it('says which pool keeps a run waiting, of a pipeline that does well otherwise', () => {
    const full = [{ name: 'ds:erp', datasource: 'erp', slots: 2, held: 2 }];
    const health = (states: readonly RunRecord['state'][]) =>
      healthStatusOf(deployment, states.map(run), 1, [], undefined, full);
    expect(health(['scheduled', 'succeeded'])).toEqual({
      status: 'Progressing',
      reason: 'POOL_FULL',
      message: '2 runs read or write datasource `erp`, as many as its `limit` lets (2)',
      since: run('scheduled').createdAt,
    });
    expect(health(['scheduled', 'failed']).reason).toBe('LAST_RUN_FAILED');
    expect(health(['succeeded']).reason).toBe('LAST_RUN_SUCCEEDED');
    const named = healthStatusOf(deployment, [run('scheduled')], 1, [], undefined, [
      { name: 'erp', slots: 1, held: 1 },
    ]);
    expect(named.message).toBe('pool `erp` is full: 1 of 1 slots are taken');
  });

  it('says whether it does its work', () => {
    expect(health([])).toBe('Unknown NEVER_RAN');
    expect(health(['succeeded', 'failed'])).toBe('Healthy LAST_RUN_SUCCEEDED');
    expect(health(['running', 'succeeded'])).toBe('Progressing RUNNING');
    expect(health(['running', 'failed'])).toBe('Degraded LAST_RUN_FAILED');
    expect(health(['skipped', 'cancelled', 'timed-out'])).toBe('Degraded LAST_RUN_FAILED');
    expect(health(['retry-wait', 'succeeded'])).toBe('Degraded RETRYING');
    expect(health(['succeeded'], {}, 2_100_000)).toBe('Degraded FIRE_OVERDUE');
    expect(health(['succeeded'], { state: 'suspended' })).toBe('Suspended SUSPENDED');
    expect(health(['succeeded'], { state: 'deleted' })).toBe('Missing DELETED');
    expect(health([], { observedGeneration: 1 })).toBe('Progressing APPLYING');
    const ended = healthStatusOf({ ...deployment, nextFireTime: undefined }, [run('succeeded')], 1_000_000, [], {
      kind: 'every',
      intervalMs: 60_000,
      timeZone: 'Asia/Shanghai',
      calendar: { name: 'cn-workdays', until: '2027-01-01' },
    });
    expect(ended).toMatchObject({ status: 'Degraded', reason: 'CALENDAR_ENDED' });
    expect(ended.message).toContain('from 2026-12-31T16:00:00.000Z on');
  });

  it('says whether it is what the repository says', () => {
    const sync = (state: 'synced' | 'broken' | 'unreadable', changes: Partial<Deployment> = {}): string =>
      words(syncStatusOf({ ...deployment, ...changes }, { ...source, state }));
    expect(sync('synced')).toBe('Synced UP_TO_DATE');
    expect(sync('synced', { observedGeneration: 1 })).toBe('OutOfSync APPLYING');
    expect(sync('broken')).toBe('Unknown SOURCE_BROKEN');
    const compiled = (names: string[]) =>
      words(syncStatusOf(deployment, { ...source, state: 'broken', compiled: names }));
    expect(compiled([deployment.pipeline])).toBe('Synced UP_TO_DATE');
    expect(compiled(['another'])).toBe('Unknown SOURCE_BROKEN');
    expect(sync('unreadable')).toBe('Unknown SOURCE_UNREADABLE');
    expect(syncStatusOf(deployment, undefined)).toEqual({ status: 'Unknown', reason: 'NOT_CHECKED' });
  });
});
