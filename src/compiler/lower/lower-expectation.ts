import { say } from '../../message/index.ts';
import type { ExpectationNode } from '../ir/index.ts';
import type { PipelineDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import type { Report } from './lower-context.ts';
import { lowerDuration } from './lower-duration.ts';

/** What is expected of each run; undefined where nothing is. */
export function lowerExpectation(
  { expect: written }: PipelineDefinition,
  at: Location,
  report: Report,
): ExpectationNode | undefined {
  if (written === undefined) return undefined;
  const place = child(at, 'expect');
  const { min, max } = written.rows ?? {};
  if (min !== undefined && max !== undefined && min > max)
    report.add('SL0204', child(place, 'rows', 'min'), say`\`min\` is ${min}, and \`max\` is ${max}`, {
      help: say`no number of rows is both; give a range that some run can meet`,
    });
  const freshnessMs =
    written.freshness === undefined ? undefined : lowerDuration(written.freshness, child(place, 'freshness'), report);
  const rows = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  const node: ExpectationNode = {
    kind: 'expectation',
    ...(Object.keys(rows).length === 0 ? {} : { rows }),
    ...(freshnessMs === undefined ? {} : { freshnessMs }),
    at: place,
  };
  return node.rows === undefined && node.freshnessMs === undefined ? undefined : node;
}
