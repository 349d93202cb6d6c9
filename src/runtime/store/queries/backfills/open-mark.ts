/** `is_open` of a backfill that has something left: builds of before look after those of 1, and know of no range of cursor values. */
export function openMark(values: unknown): 1 | 2 {
  return values === undefined || values === null ? 1 : 2;
}
