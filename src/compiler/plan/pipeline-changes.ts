import { isSameSchedule } from '../../time/index.ts';
import type { Artefact } from '../artefact/index.ts';
import { formOf } from './form-of.ts';
import { valueChanges, type ValueChange } from './value-change.ts';

/**
 * The values in which two artefacts differ in their plan forms; none where they do the same. Another spelling of a schedule that
 * fires at the same moments is none. A datasource that comes or goes follows from the value that names it, and is not told again;
 * nor is what an artefact of an earlier version does not say.
 */
export function pipelineChanges(before: Artefact, after: Artefact): readonly ValueChange[] {
  const isSameClock = isSameSchedule(before.pipeline.schedule, after.pipeline.schedule);
  return valueChanges(formOf(before), formOf(after)).filter(
    ({ path }) => !(isSameClock && path === '/schedule/cron') && !WHOLE_DATASOURCE.test(path),
  );
}

const WHOLE_DATASOURCE = /^\/datasources(?:\/[^/]+)?$/;
