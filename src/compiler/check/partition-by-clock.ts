import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** Writers that name the partition's column and take its value from the clock of the host they run on. */
const BY_CLOCK = new Set(['hivewriter']);

/** A partition with a value, where the plugin would take all of it for the name of a column. */
export const partitionByClock: PipelineRule = {
  name: 'partition-by-clock',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const { node, spec } of sidesOf(pipeline, context)) {
      if (node.kind === 'source' || node.partition === undefined || !BY_CLOCK.has(spec.plugin?.name ?? '')) continue;
      if (typeof node.partition === 'string' && !/[=/]/.test(node.partition)) continue;
      yield makeDiagnostic(
        'SL0642',
        child(node.at, 'partition'),
        say`\`hive\` takes the name of the partition’s column alone`,
        {
          notes: [
            say`its value is the time of the writer’s host, by \`partitionType\`: a late run or a backfill would fill another day`,
          ],
          help: say`write \`partition: pt\`; for a day of your own write its files with connector \`hdfs\``,
        },
      );
    }
  },
};
