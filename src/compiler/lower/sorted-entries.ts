/**
 * The members of a mapping by code unit: the order of keys in a file means nothing, so it must not reach
 * a job or a digest.
 */
export function sortedEntries<T>(mapping: Readonly<Record<string, T>> | undefined): [string, T][] {
  return Object.entries(mapping ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}
