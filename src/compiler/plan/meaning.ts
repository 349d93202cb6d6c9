/** What a change means to whoever owns the data, the most serious first. */
export const MEANINGS = [
  'destructive',
  'state-breaking',
  'data-affecting',
  'schedule',
  'resource',
  'cosmetic',
] as const;
/** One of {@link MEANINGS}. */
export type Meaning = (typeof MEANINGS)[number];

/** Each once, the most serious first. */
export function bySeriousness(meanings: Iterable<Meaning>): readonly Meaning[] {
  const found = new Set(meanings);
  return MEANINGS.filter((meaning) => found.has(meaning));
}
