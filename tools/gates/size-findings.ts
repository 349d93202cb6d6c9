import { isTest } from './file-list.ts';
import type { Finding } from './finding.ts';

const limits = { median: 120, p90: 350, file: 600 };

/** Files that are too long, one by one and all together. `lines` by file; tests count only one by one. */
export function sizeFindings(lines: ReadonlyMap<string, number>): Finding[] {
  const tooLong = [...lines]
    .filter(([, count]) => count > limits.file)
    .map(([file, count]) => ({ file, message: `has ${count} lines; ${limits.file} is the most` }));
  const sorted = [...lines]
    .filter(([file]) => !isTest(file))
    .map(([, count]) => count)
    .toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const all = [
    { name: 'median', value: at(0.5), most: limits.median },
    { name: '90th percentile', value: at(0.9), most: limits.p90 },
  ]
    .filter(({ value, most }) => value > most)
    .map(({ name, value, most }) => ({
      file: 'src',
      message: `${name} of the files is ${value} lines; ${most} is the most`,
    }));
  return [...tooLong, ...all];
}
