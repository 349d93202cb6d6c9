/** Cuts a list into pieces of at most `size`, so that one statement stays far below a packet's limit. */
export function* chunks<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
