import { describe, expect, it } from 'vitest';
import type { PlannedChange } from './plan.ts';
import { toPlanDocument } from './plan-document.ts';

const [EIGHT, TEN] = [Date.UTC(2026, 2, 2, 8), Date.UTC(2026, 2, 2, 10)];

const CHANGE: PlannedChange = {
  pipeline: 'orders',
  action: 'update',
  findings: [],
  values: [],
  nextFires: { before: [EIGHT, TEN], after: [TEN] },
  sharedFires: [TEN],
  firesPerDay: { before: 52 / 365 },
  timeZone: 'Asia/Shanghai',
  timeZoneBefore: 'UTC',
  runTimeValues: [{ path: '/source/where', text: "d = '${bizdate}'", after: "d = '20260301'" }],
  owners: [],
  downstream: [],
  digests: {},
};

describe('toPlanDocument', () => {
  const document = toPlanDocument({
    project: 'shop',
    environment: 'default',
    base: { kind: 'nothing', digest: '' },
    head: { kind: 'folder', digest: '' },
    now: 0,
    changes: [CHANGE],
    unchanged: 0,
    broken: [],
    notes: [],
    diagnostics: [],
  });
  const [change] = document.changes;

  it("writes fires on the clock of each side's own zone and in UTC, and says which both sides have", () => {
    expect(change?.fires).toEqual({
      before: [
        { at: '2026-03-02T08:00:00.000Z', local: '2026-03-02T08:00:00Z', shared: false },
        { at: '2026-03-02T10:00:00.000Z', local: '2026-03-02T10:00:00Z', shared: true },
      ],
      after: [{ at: '2026-03-02T10:00:00.000Z', local: '2026-03-02T18:00:00+08:00', shared: true }],
    });
    expect(change?.nextFires).toEqual({
      before: ['2026-03-02T08:00:00Z', '2026-03-02T10:00:00Z'],
      after: ['2026-03-02T18:00:00+08:00'],
    });
  });

  it('has null for what nobody can say', () => {
    expect(change?.firesPerDay).toEqual({ before: 0.1425, after: null });
    expect(change?.runTimeValues).toEqual([
      { path: '/source/where', text: "d = '${bizdate}'", before: null, after: "d = '20260301'" },
    ]);
  });
});
