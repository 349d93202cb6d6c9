const UNIT_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

/**
 * Milliseconds of a duration such as `500ms`, `30s`, `5m`, `1h30m` or `2d`. Units go from large to
 * small, each at most once. Undefined for anything else, a bare number and zero length text included.
 */
export function parseDuration(text: string): number | undefined {
  const match = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(text.trim());
  if (match === null || match[0] === '') return undefined;
  const total = Object.values(UNIT_MS).reduce((sum, unit, index) => sum + Number(match[index + 1] ?? 0) * unit, 0);
  return Number.isSafeInteger(total) ? total : undefined;
}

/** The shortest text that {@link parseDuration} reads back: 5400000 is `1h30m`, 0 is `0s`. Whole milliseconds only. */
export function formatDuration(ms: number): string {
  if (!Number.isSafeInteger(ms) || ms < 0) throw new RangeError(`not a duration in milliseconds: ${ms}`);
  let rest = ms;
  let text = '';
  for (const [unit, size] of Object.entries(UNIT_MS)) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text === '' ? '0s' : text;
}
