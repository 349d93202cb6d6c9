import { say } from '../../message/index.ts';
import type { ExpectationNode, SameRowsNode } from '../ir/index.ts';
import type { PipelineDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import type { Report } from './lower-context.ts';
import { lowerDuration } from './lower-duration.ts';
import { lowerText } from './lower-text.ts';

type ExpectationDefinition = NonNullable<PipelineDefinition['expect']>;

/** What is expected of each run; undefined where nothing is. */
export function lowerExpectation(
  { expect: written }: PipelineDefinition,
  at: Location,
  parameters: readonly string[],
  report: Report,
): ExpectationNode | undefined {
  if (written === undefined) return undefined;
  const place = child(at, 'expect');
  const rows = lowerRows(written, place, report);
  const freshnessMs =
    written.freshness === undefined ? undefined : lowerDuration(written.freshness, child(place, 'freshness'), report);
  const sameRows = lowerSameRows(written, place, parameters, report);
  if (rows === undefined && freshnessMs === undefined && sameRows === undefined) return undefined;
  return {
    kind: 'expectation',
    ...(rows === undefined ? {} : { rows }),
    ...(freshnessMs === undefined ? {} : { freshnessMs }),
    ...(sameRows === undefined ? {} : { sameRows }),
    onFailure: written.onFailure ?? 'fail',
    at: place,
  };
}

function lowerRows(written: ExpectationDefinition, place: Location, report: Report): ExpectationNode['rows'] {
  const { min, max } = written.rows ?? {};
  if (min !== undefined && max !== undefined && min > max)
    report.add('SL0204', child(place, 'rows', 'min'), say`\`min\` is ${min}, and \`max\` is ${max}`, {
      help: say`no number of rows is both; give a range that some run can meet`,
    });
  const rows = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  return Object.keys(rows).length === 0 ? undefined : rows;
}

function lowerSameRows(
  { sameRows: written }: ExpectationDefinition,
  place: Location,
  parameters: readonly string[],
  report: Report,
): SameRowsNode | undefined {
  if (written === undefined || written === false) return undefined;
  const at = child(place, 'sameRows');
  const { tolerance = 0, sums = [], sinkWhere } = written === true ? {} : written;
  return {
    kind: 'same-rows',
    tolerance,
    sums: [...new Set(sums)],
    ...(sinkWhere === undefined
      ? {}
      : { sinkWhere: lowerText(sinkWhere, child(at, 'sinkWhere'), 'run', parameters, report) }),
    at,
  };
}
