import { expect, test } from 'vitest';
import type { FlinkJob } from './flink-job.ts';
import { maxParallelismOf } from './max-parallelism.ts';

/** Flink's `KeyGroupRangeAssignment.computeDefaultMaxParallelism`. */
test.each([
  [1, 128],
  [85, 128],
  [86, 256],
  [129, 256],
  [171, 256],
  [172, 512],
  [30_000, 32_768],
])('%i tasks leave room for %i', (parallelism, most) => {
  expect(maxParallelismOf({ parallelism, maxParallelism: undefined } as FlinkJob)).toBe(most);
});

test('what is said is taken', () => {
  expect(maxParallelismOf({ parallelism: 1, maxParallelism: 4 } as FlinkJob)).toBe(4);
});
