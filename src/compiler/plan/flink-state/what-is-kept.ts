import { say, type Message } from '../../../message/index.ts';
import type { ValueChange } from '../value-change.ts';
import type { FlinkJob } from './flink-job.ts';

/** What a reader should know of state that is kept: whose rows it is of; undefined where there is no more to say. */
export function whatIsKept(before: FlinkJob, after: FlinkJob, values: readonly ValueChange[]): Message | undefined {
  if (!before.gathers && after.gathers)
    return say`what its SQL keeps of rows begins with nothing of those that came before`;
  if (!after.gathers) return undefined;
  if (before.query?.where !== after.query?.where)
    return say`what its SQL has kept is of rows as they were filtered before`;
  return values.some(({ path }) => path === '/sink/key')
    ? say`what puts rows together by its key begins with nothing`
    : undefined;
}
