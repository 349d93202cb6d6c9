import type { PlannedChange } from './plan.ts';

/** After these a run reads what none has read before, or all of it again. */
const READS_ANEW: ReadonlySet<string> = new Set([
  'SOURCE_CHANGED',
  'QUERY_CHANGED',
  'FILTER_CHANGED',
  'INCREMENTAL_CHANGED',
  'CURSOR_COLUMN_CHANGED',
  'DATASOURCE_CHANGED',
  'SINK_CHANGED',
]);

/** True of a pipeline of which it is worth to know how much it reads. */
export function readsAnew({ action, findings }: PlannedChange): boolean {
  return action === 'create' || findings.some(({ reason }) => READS_ANEW.has(reason));
}
