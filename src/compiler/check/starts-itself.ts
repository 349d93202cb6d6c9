import type { PipelineNode } from '../ir/index.ts';

/** True of a pipeline that runs again and again without somebody starting it: not by hand, not once, not suspended. */
export function startsItself({ schedule, state }: PipelineNode): boolean {
  const { kind } = schedule.schedule;
  return kind !== 'manual' && kind !== 'at' && state === 'running';
}
