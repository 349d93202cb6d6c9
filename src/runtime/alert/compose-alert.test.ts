import { expect, it } from 'vitest';
import { composeAlert } from './compose-alert.ts';

const SCOPE = { project: 'shop', environment: 'prod' };

function linesOf(fireTime: number): readonly string[] {
  const alert = { pipeline: 'orders', reason: 'failed', since: 0, fireTime, run: 'r1', channels: ['ops'] } as const;
  const change = { kind: 'opened', alert, told: alert.channels, at: 0 } as const;
  const [message] = composeAlert(change, { timeZone: 'UTC' }, SCOPE, undefined);
  return message?.document.lines ?? [];
}

it('says which fire a run is of, and none of one that reads a range of cursor values', () => {
  const others = ['since 1970-01-01T00:00:00Z', 'more: `sluice explain-run r1`'];
  expect(linesOf(60_000)).toEqual(['fire: 1970-01-01T00:01:00Z', ...others]);
  expect(linesOf(-1)).toEqual(others);
});
