const UNITS = [
  ['GB', 1024 ** 3],
  ['MB', 1024 ** 2],
  ['KB', 1024],
] as const;

/** Bytes a second as authors write a rate: 10485760 is `10MB/s`. The largest unit that says it exactly with two digits at most. */
export function rateWords(bytesPerSecond: number): string {
  for (const [unit, size] of UNITS) {
    const count = Math.round((bytesPerSecond / size) * 100) / 100;
    if (count >= 1 && Math.round(count * size) === bytesPerSecond) return `${count}${unit}/s`;
  }
  return `${bytesPerSecond}B/s`;
}
