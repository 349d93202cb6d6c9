import { say } from '../../message/index.ts';
import { makeDiagnostic, meantInstead, nearName, type Diagnostic } from '../diagnostics/index.ts';
import type { SinkNode, SourceNode } from '../ir/index.ts';
import { child } from '../text/index.ts';
import type { Text } from '../../time/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';
import { findTable } from './snapshot-table.ts';

/** Stores that make a table, a topic or an index when something is first written to it. */
const MADE_BY_WRITING = new Set(['sqlite', 'kafka', 'elasticsearch', 'mongodb', 'redis', 'influxdb', 'pulsar', 'solr']);

/**
 * Every table that is named is one that the snapshot of its datasource has. A doubt only: a snapshot holds the tables
 * that pipelines named when it was taken, not all that there are.
 */
export const snapshotTables: PipelineRule = {
  name: 'snapshot-tables',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const { node, spec } of sidesOf(pipeline, context)) {
      // a reader of changes takes names as patterns
      if (spec.plugin?.endless === true) continue;
      const tables = node.kind === 'source' ? node.tables : node.table === undefined ? [] : [node.table];
      for (const [index, table] of tables.entries()) yield* unknownTable(node, table, tables.length > 1 ? [index] : []);
    }
  },
};

function* unknownTable(node: SourceNode | SinkNode, written: Text, steps: readonly number[]): Iterable<Diagnostic> {
  const { datasource } = node;
  const { tables, type, name } = datasource ?? {};
  if (tables === undefined || typeof written !== 'string' || MADE_BY_WRITING.has(type ?? '')) return;
  if (datasource?.shards !== undefined || findTable(datasource, written) !== undefined) return;
  const at = child(node.at, 'table', ...steps);
  const near = nearName(written, Object.keys(tables));
  yield makeDiagnostic(
    'SL0523',
    at,
    say`the schema snapshot of datasource \`${name ?? ''}\` has no table \`${written}\``,
    {
      notes: [
        say`\`schemas/${name ?? ''}.json\` holds the tables that pipelines named when it was taken; if there is no such table, the job fails when it opens it`,
      ],
      help: say`run \`sluice check --connect\`: it asks the datasource, and adds the table to the snapshot`,
      ...(near && meantInstead(near.name, at)),
    },
  );
}
