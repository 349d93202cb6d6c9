import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../ports/index.ts';
import { STEP_KINDS, stepText, storySteps } from './story-steps.ts';

const DUE = Date.parse('2026-11-27T02:00:00Z');
const event = (type: string, at: number, data: EventRecord['data'] = {}): EventRecord => ({
  id: `${type}${at}`,
  topic: 'sluice.runs',
  key: 'k',
  sequence: 1,
  type,
  at,
  data,
  hash: '',
  previousHash: '',
  publishedAt: undefined,
});
const run = { fireTime: DUE, createdAt: DUE + 40, trigger: 'schedule' };

const AT_ONCE = { time: DUE, delay: 0 };

describe('storySteps', () => {
  it('begins when it was due and goes on with every event that has words, in order', () => {
    const events = [
      event('run.scheduled', DUE + 40, { actor: 'schedule' }),
      event('run.of-a-newer-version', DUE + 45),
      event('run.claimed', DUE + 50, { actor: 'worker-1' }),
      event('run.failed', DUE + 90, { attempt: 1, reason: { code: 'JOB_FAILED', message: 'it ended with 1' } }),
    ];
    expect(storySteps(run, AT_ONCE, events).map((step) => [step.at - DUE, stepText(step)])).toEqual([
      [0, 'due: the fire time (trigger `schedule`)'],
      [40, 'recorded, ready to run'],
      [50, 'taken by executor `worker-1`'],
      [90, 'failed, and no attempt follows: it ended with 1 (`JOB_FAILED`)'],
    ]);
  });

  it('says how late it was recorded, from five seconds on', () => {
    const kinds = (createdAt: number) => storySteps({ ...run, createdAt }, AT_ONCE, []).map(({ kind }) => kind);
    expect(kinds(DUE + 4_999)).toEqual(['due']);
    expect(kinds(DUE + 5_000)).toEqual(['due', 'late']);
    expect(storySteps({ ...run, createdAt: DUE + 125_400 }, AT_ONCE, [])[1]?.details).toEqual({
      late: '2m5s',
      trigger: 'schedule',
    });
  });

  it('counts how late it is from when it was to start, where starts are spread', () => {
    const steps = storySteps({ ...run, createdAt: DUE + 186_000 }, { time: DUE + 180_000, delay: 180_000 }, []);
    expect(steps.map((step) => [step.at - DUE, stepText(step)])).toEqual([
      [0, 'due: the fire time (trigger `schedule`)'],
      [180_000, 'due to start, 3m after the fire time: `jitter` spreads the starts'],
      [186_000, expect.stringContaining('recorded 6s after it was due')],
    ]);
  });

  it('counts from the end of the freeze that held it', () => {
    const freeze = { name: 'big-sale', policy: 'deny', fires: 'hold', window: { from: 0, to: 1 } } as const;
    const due = { time: DUE + 3_600_000, delay: 0, held: { freeze, until: DUE + 3_600_000 } };
    const steps = storySteps({ ...run, createdAt: DUE + 3_600_040 }, due, []);
    expect(steps.map((step) => [step.at - DUE, stepText(step)])).toEqual([
      [0, 'due: the fire time (trigger `schedule`)'],
      [3_600_000, 'due to start, when the freeze `big-sale` has ended that held it'],
    ]);
  });

  it('says of a run that its upstreams have fired that it came when they had succeeded', () => {
    const late = storySteps({ ...run, trigger: 'upstream', createdAt: DUE + 600_000 }, AT_ONCE, [])[1];
    expect(late === undefined ? undefined : stepText(late)).toBe(
      'recorded 10m after the fire time that it has from its upstreams, which had to succeed first',
    );
  });

  it('names the backfill that has handed it out', () => {
    const details = { backfill: 'bf-1', actor: 'schedule' };
    expect(stepText({ kind: 'run.scheduled', details })).toBe('recorded by backfill `bf-1`, ready to run');
    expect(stepText({ kind: 'run.rerun-requested', details })).toBe('once more, handed out by backfill `bf-1`');
    const late = storySteps({ ...run, trigger: 'backfill', createdAt: DUE + 600_000 }, AT_ONCE, [])[1];
    expect(late === undefined ? undefined : stepText(late)).toBe('recorded 10m after its fire time, by a backfill');
  });

  it('tells why a run is ready: it is new, has waited, was given back, or is to run again', () => {
    const words = (from?: string) =>
      stepText({ kind: 'run.scheduled', details: { actor: 'ann', ...(from === undefined ? {} : { from }) } });
    expect([words(), words('waiting'), words('claimed'), words('failed')]).toEqual([
      'recorded, ready to run',
      'waits no longer, ready to run',
      'given back by `ann` before it was started',
      'ready to run once more',
    ]);
  });

  it.each(STEP_KINDS)('has words for %s', (kind) => {
    const details = {
      actor: 'a',
      attempt: '1',
      trigger: 't',
      freeze: 'f',
      late: '5s',
      after: '3m',
      previousExecutor: 'b',
      movedFrom: 'c',
    };
    expect(stepText({ kind, details })).not.toMatch(/\{\d\}|undefined|``/);
  });
});
