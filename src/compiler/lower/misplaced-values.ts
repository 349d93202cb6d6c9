import { say } from '../../message/index.ts';
import type { PipelineDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import { hasRunTimeValue } from '../../time/index.ts';
import type { Report } from './lower-context.ts';
import { reportValuesOfSchedule, windowlessSchedule, type WindowlessSchedule } from './values-of-schedule.ts';

/** Where run-time values may stand (design: run-time values); a step `*` is any entry of a list or mapping. */
const ALLOWED: readonly string[] = [
  'description',
  'params.*.description',
  'params.*.pattern',
  'source.where',
  'source.query',
  'source.path',
  'source.path.*',
  'source.table',
  'source.table.*',
  'source.columns.*.value',
  'source.options',
  'sink.path',
  'sink.table',
  'sink.partition',
  'sink.preSql.*',
  'sink.postSql.*',
  'sink.columns.*.value',
  'sink.options',
  'transform.sql',
  'expect.sameRows.sinkWhere',
  'command.*',
  'settings.options',
  'settings.dirty.path',
];

/**
 * Reports `${…}` where nothing would fill it: the name, an owner, a column's name; and `${cursor}` in a
 * pipeline whose first run has none.
 */
export function reportMisplacedValues(definition: PipelineDefinition, at: Location, report: Report): void {
  const known = {
    hasCursor: definition.source?.incremental?.from !== undefined,
    windowless: windowlessSchedule(definition),
  };
  visit(definition, [], at, known, report);
}

interface Known {
  readonly hasCursor: boolean;
  readonly windowless: WindowlessSchedule;
}

function visit(value: unknown, path: readonly string[], at: Location, known: Known, report: Report): void {
  if (typeof value === 'string') {
    if (!hasRunTimeValue(value)) return;
    if (takesRunTimeValues(path)) {
      if (!known.hasCursor) reportCursor(value, at, report);
      reportValuesOfSchedule(value, at, known.windowless, report);
    } else {
      report.add(
        'SL0403',
        at,
        say`run-time values are not filled in \`${path.filter((step) => step !== '*').at(-1) ?? ''}\``,
        {
          notes: [
            say`they are allowed in where, query, preSql, postSql, table, path, partition, sinkWhere, constant columns, transform.sql, command and dynamic options`,
          ],
          help: say`write the value itself; \`$\${\` stands for a literal \`\${\``,
        },
      );
    }
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => visit(item, [...path, '*'], child(at, index), known, report));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) visit(item, [...path, key], child(at, key), known, report);
  }
}

const CURSOR = /(?<!\$)\$\{cursor\}/;

/** A run that has no cursor could not be bound. */
function reportCursor(value: string, at: Location, report: Report): void {
  const found = CURSOR.exec(value);
  if (found === null) return;
  const within = { start: found.index, end: found.index + found[0].length };
  report.add('SL0403', { ...at, within }, say`\`\${cursor}\` has no value in the first run`, {
    notes: [
      say`a pipeline has a cursor when its source is \`incremental\`, and before its first run only with \`from\``,
    ],
    help: say`add \`incremental: { column: …, from: … }\` to the source; its rows are then those after the cursor anyway`,
  });
}

/** Whether run-time values are filled at a path of a pipeline; places in lists are `*`. */
export function takesRunTimeValues(path: readonly string[]): boolean {
  return ALLOWED.some((pattern) => {
    const steps = pattern.split('.');
    if (steps.at(-1) === 'options') return steps.every((step, index) => step === path[index]);
    return steps.length === path.length && steps.every((step, index) => step === '*' || step === path[index]);
  });
}
