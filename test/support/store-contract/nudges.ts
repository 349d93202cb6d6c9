import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/runtime/ports/index.ts';
import { SCOPE } from './fixtures.ts';

export function describeNudges(open: () => Promise<Store>): void {
  describe('nudges of a source', () => {
    test('are counted, each by its environment, also where several are the first', async () => {
      const store = await open();
      const other = { ...SCOPE, environment: 'another' };
      expect(await store.sourceNudges(SCOPE)).toBe(0);
      await Promise.all(Array.from({ length: 8 }, () => store.nudgeSource(SCOPE)));
      await store.nudgeSource(other);
      expect([await store.sourceNudges(SCOPE), await store.sourceNudges(other)]).toEqual([8, 1]);
    });
  });
}
