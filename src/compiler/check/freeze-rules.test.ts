import { describe, expect, it } from 'vitest';
import { pipelineNode } from '../../../test/support/pipeline-node.ts';
import { startDelay, type Freeze } from '../../time/index.ts';
import { frozenForEver } from './frozen-for-ever.ts';
import type { PipelineRule } from './rule.ts';
import { skippedPeriods } from './skipped-periods.ts';

const HOUR = 3_600_000;
const SCOPE = { project: 'shop', environment: 'prod' };
const CONTEXT = { spec: () => undefined, connectorNames: [], scope: SCOPE };
const NOON = { kind: 'cron', expression: '0 0 12 * * ?', dialect: 'quartz-2.5', timeZone: 'UTC' } as const;

/** Every day from a while after noon on. */
function afterNoon(minutes: number, forMs: number, fires: Freeze['fires'] = 'skip'): Freeze {
  const opens = { ...NOON, expression: `0 ${minutes} 12 * * ?` };
  return { name: 'lunch', policy: 'deny', fires, window: { opens, forMs } };
}

function codes(rule: PipelineRule, freezes: readonly Freeze[], jitterMs?: number, loadsPeriods = false): string[] {
  const { schedule } = pipelineNode('flinkx');
  const clock = { ...schedule, schedule: { ...NOON, ...(jitterMs === undefined ? {} : { jitterMs }) } };
  const node = pipelineNode('flinkx', {
    pipeline: { schedule: clock, freezes, ...(loadsPeriods ? { loadsPeriods: true } : {}) },
  });
  return [...rule.check(node, CONTEXT)].map(({ code }) => code);
}

describe('frozen-for-ever', () => {
  it('asks whether the starts are skipped, which are later than the fires where they are spread', () => {
    const spread = { ...NOON, jitterMs: 3 * HOUR };
    const minutes = startDelay(spread, { ...SCOPE, pipeline: pipelineNode('flinkx').name }) / 60_000;
    expect(minutes).toBeGreaterThan(2);
    expect(codes(frozenForEver, [afterNoon(0, HOUR)])).toEqual(['SL0433']);
    expect(codes(frozenForEver, [afterNoon(0, 60_000)], 3 * HOUR)).toEqual([]);
    expect(codes(frozenForEver, [afterNoon(1, 3 * HOUR)])).toEqual([]);
    expect(codes(frozenForEver, [afterNoon(1, 3 * HOUR)], 3 * HOUR)).toEqual(['SL0433']);
  });
});

describe('skipped-periods', () => {
  it('warns of a freeze that skips fires which stand for rows of their own, and of no other', () => {
    expect(codes(skippedPeriods, [afterNoon(0, HOUR), afterNoon(5, HOUR)], undefined, true)).toEqual([
      'SL0410',
      'SL0410',
    ]);
    expect(codes(skippedPeriods, [afterNoon(0, HOUR, 'hold')], undefined, true)).toEqual([]);
    expect(codes(skippedPeriods, [afterNoon(0, HOUR)])).toEqual([]);
  });
});
