import { expect, test } from 'vitest';
import { mergedHistory } from './merged-history.ts';
import type { HistoryEntry, Page } from './state/api-types.ts';

/** A page of the entries of some generations. */
function page(generations: readonly number[], nextCursor: string | null): Page<HistoryEntry> {
  const items = generations.map((generation) => ({
    at: `2026-03-02T10:00:0${generation}.000Z`,
    kind: 'deployed',
    generation,
    digest: null,
    revision: null,
    actor: 'reconcile',
    reason: { code: 'CHANGED', message: 'changed' },
    why: null,
    toGeneration: null,
    otherName: null,
  }));
  return { items, nextCursor };
}

test.each([
  ['the first look', undefined, page([3, 2], 'c2'), page([3, 2], 'c2')],
  ['nothing new', page([4, 3, 2, 1], null), page([4, 3], 'c3'), page([4, 3, 2, 1], null)],
  ['something new', page([3, 2, 1], 'c1'), page([4, 3], 'c3'), page([4, 3, 2, 1], 'c1')],
  ['one page, and something new', page([3, 2], 'c2'), page([4, 3], 'c3'), page([4, 3, 2], 'c2')],
  ['nothing older opened', page([3, 2], 'c2'), page([3, 2], 'c2'), page([3, 2], 'c2')],
  ['more new than a page', page([3, 2, 1], null), page([8, 7], 'c7'), page([8, 7], 'c7')],
  ['a name that begins anew', page([3, 2, 1], null), page([], null), page([], null)],
])('%s', (_what, known, first, expected) => {
  expect(mergedHistory(known, first)).toEqual(expected);
});
