import type { HistoryEntry, Page } from './state/api-types.ts';

/**
 * A history that was opened some pages back, with its first page read anew: what is older than that page stays open. Where so much has
 * happened meanwhile that the two do not meet, the first page alone.
 */
export function mergedHistory(known: Page<HistoryEntry> | undefined, first: Page<HistoryEntry>): Page<HistoryEntry> {
  const isInFirst = new Set(first.items.map(keyOf));
  const met = known?.items.findLastIndex((entry) => isInFirst.has(keyOf(entry))) ?? -1;
  const older = known?.items.slice(met + 1) ?? [];
  if (known === undefined || met < 0 || older.length === 0) return first;
  return { items: [...first.items, ...older], nextCursor: known.nextCursor };
}

/** What tells one entry from the others of its pipeline. */
export function keyOf({ at, kind, generation }: HistoryEntry): string {
  return `${at} ${kind} ${generation}`;
}
