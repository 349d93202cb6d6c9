import type { FlinkJob } from './flink-job.ts';

/** Flink's bounds of what it chooses itself. */
const [LEAST, MOST] = [128, 32_768];

/** The most tasks that state of a job can be shared out to: said, or half as many again as its tasks, as a power of two. */
export function maxParallelismOf({ maxParallelism, parallelism }: FlinkJob): number {
  const roomy = 2 ** Math.ceil(Math.log2(parallelism + Math.floor(parallelism / 2)));
  return maxParallelism ?? Math.min(Math.max(roomy, LEAST), MOST);
}
