import { describe, expect, it } from 'vitest';
import type { OpenAlert, RunEnd } from '../ports/index.ts';
import { judgeAlerts } from './judge-alerts.ts';

const NOW = 1_000_000;
const ALERTS = {
  language: 'en',
  failed: ['ops'],
  late: ['ops'],
  stalled: ['ops'],
  channels: {},
  timeZone: 'UTC',
} as const;
const end = (type: RunEnd['type'], fireTime: number, code?: string): RunEnd => ({
  sequence: fireTime,
  type,
  at: fireTime + 10,
  run: `run-${fireTime}`,
  fireTime,
  ...(code === undefined ? {} : { reason: { code, message: 'because' } }),
});

function judged(ends: readonly RunEnd[], open: readonly OpenAlert[] = [], alerts: object = ALERTS): readonly string[] {
  const pipeline = { pipeline: 'orders', alerts: alerts as typeof ALERTS };
  return judgeAlerts(pipeline, ends, undefined, open, NOW).map(
    ({ kind, alert, at }) => `${kind} ${alert.reason} ${alert.fireTime ?? '-'} at ${at}`,
  );
}

const FAILED: OpenAlert = {
  pipeline: 'orders',
  reason: 'failed',
  since: 110,
  fireTime: 100,
  run: 'run-100',
  channels: ['ops'],
};

describe('judgeAlerts', () => {
  it('tells a failure once, until a run of that fire or a later one succeeds', () => {
    const twice = [end('run.failed', 100), end('run.timed-out', 200)];
    expect(judged(twice)).toEqual(['opened failed 100 at 110']);
    expect(judged([...twice, end('run.succeeded', 50)])).toEqual(['opened failed 100 at 110']);
    expect(judged([...twice, end('run.succeeded', 300)])).toEqual([
      'opened failed 100 at 110',
      'closed failed 100 at 310',
    ]);
    expect(judged([end('run.failed', 200)], [FAILED])).toEqual([]);
    expect(judged([end('run.succeeded', 100)], [FAILED])).toEqual(['closed failed 100 at 110']);
    expect(judged([end('run.succeeded', 200), end('run.failed', 300)], [FAILED])).toEqual([
      'closed failed 100 at 210',
      'opened failed 300 at 310',
    ]);
  });

  it('tells a run that nobody started in time, until a later one is started, and no other skipped one', () => {
    expect(judged([end('run.skipped', 100, 'OVERLAP')])).toEqual([]);
    const late = [end('run.skipped', 100, 'STARTING_DEADLINE'), end('run.skipped', 200, 'STARTING_DEADLINE')];
    expect(judged(late)).toEqual(['opened late 100 at 110']);
    expect(judged([...late, end('run.failed', 300)])).toEqual([
      'opened late 100 at 110',
      'closed late 100 at 310',
      'opened failed 300 at 310',
    ]);
  });

  it('tells a deployment that is stalled, and that it is so no more', () => {
    const stalled = { since: 500, reason: 'COMPILE_ERROR', message: 'no column is named x' };
    const [change, ...others] = judgeAlerts({ pipeline: 'orders', alerts: ALERTS }, [], stalled, [], NOW);
    expect(others).toEqual([]);
    expect(change).toEqual({
      kind: 'opened',
      at: 500,
      alert: {
        pipeline: 'orders',
        reason: 'stalled',
        since: 500,
        channels: ['ops'],
        cause: { code: 'COMPILE_ERROR', message: 'no column is named x' },
      },
      told: ['ops'],
    });
    const open = change === undefined ? [] : [change.alert];
    expect(judgeAlerts({ pipeline: 'orders', alerts: ALERTS }, [], stalled, open, NOW)).toEqual([]);
    expect(judged([], open)).toEqual([`closed stalled - at ${NOW}`]);
  });

  it('begins nothing that nobody is told of, and ends what is open all the same', () => {
    const { failed: _failed, ...others } = ALERTS;
    expect(judged([end('run.failed', 100)], [], others)).toEqual([]);
    expect(judged([end('run.succeeded', 100)], [FAILED], others)).toEqual(['closed failed 100 at 110']);
  });
});
