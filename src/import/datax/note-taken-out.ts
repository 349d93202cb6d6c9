import { say } from '../../message/index.ts';
import type { PipelineDefinition } from '../../compiler/syntax/index.ts';
import { isJsonMap, pathOf } from '../sync-job/json-map.ts';
import type { Notes } from '../sync-job/notes.ts';
import type { DataxEnd } from './import-datax-job.ts';

/** Without these other rows would be moved. */
const CHOOSES_ROWS = new Set(['where', 'query', 'table', 'path', 'partition']);

/**
 * Notes the fields that the compiler refused and that were taken out, at the keys that they came from. Gives
 * back the key of one without which other rows would be moved.
 */
export function noteTakenOut(
  before: PipelineDefinition,
  after: PipelineDefinition,
  ends: readonly DataxEnd[],
  notes: Notes,
): string | undefined {
  let choosing: string | undefined;
  for (const { context, plugin, end } of ends) {
    const missing = missingFields(before[context.role], after[context.role]);
    for (const [key, { carries }] of Object.entries(plugin.parameters)) {
      if (carries === undefined || !missing.includes(carries) || !(key in end.parameter)) continue;
      notes.add(
        pathOf(pathOf(end.path, 'parameter'), key),
        'not-carried',
        say`connector \`${context.connector.name}\` has no such field there`,
      );
      if (CHOOSES_ROWS.has(carries)) choosing ??= key;
    }
  }
  return choosing;
}

/** `where`, `file.encoding`: what one side has and the other has not. */
function missingFields(before: unknown, after: unknown): string[] {
  if (!isJsonMap(before)) return [];
  const kept = isJsonMap(after) ? after : {};
  return Object.entries(before).flatMap(([key, value]) => {
    if (!(key in kept)) return isJsonMap(value) ? Object.keys(value).map((inner) => `${key}.${inner}`) : [key];
    return key === 'file' ? missingFields(value, kept[key]).map((inner) => `${key}.${inner}`) : [];
  });
}
