import { expect, test } from 'vitest';
import type { Message } from '../../../../message/index.ts';
import type { Schedule } from '../../../../time/index.ts';
import type { ChangedPipeline } from '../../reason.ts';
import { neverFires } from './never-fires.ts';

const NOW = Date.UTC(2026, 2, 2, 10);

function consequences(end?: number): readonly Message[] {
  const calendar = { name: 'cn-workdays', until: '2026-01-01' } as const;
  const limits = end === undefined ? { calendar } : { calendar, end };
  const schedule: Schedule = { kind: 'every', intervalMs: 3_600_000, timeZone: 'Asia/Shanghai', ...limits };
  const change = { after: { pipeline: { schedule } }, facts: { now: NOW } } as ChangedPipeline;
  return neverFires.find(change, { findings: [], downstream: [] }).map(({ consequence }) => consequence);
}

test('says of a calendar whose days are over that they are not known, and not that its end has passed', () => {
  const unknown = 'it has no fire left: the days of `cn-workdays` are not known from 2026-01-01 00:00 +08:00 on';
  expect(consequences()).toEqual([unknown]);
  expect(consequences(NOW + 1)).toEqual([unknown]);
  expect(consequences(NOW)).toEqual(['its end, 2026-03-02 18:00 +08:00, has passed: it never fires again']);
});
