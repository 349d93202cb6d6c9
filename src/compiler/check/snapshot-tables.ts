import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { SinkNode, SourceNode } from '../ir/index.ts';
import { child } from '../text/index.ts';
import type { Text } from '../../time/index.ts';
import { meantName } from './meant-name.ts';
import type { PipelineRule } from './rule.ts';
import { findTable } from './snapshot-table.ts';

/** Stores that make a table, a topic or an index when something is first written to it. */
const MADE_BY_WRITING = new Set(['sqlite', 'kafka', 'elasticsearch', 'mongodb', 'redis', 'influxdb', 'pulsar', 'solr']);

/** Every table that is named is one that the snapshot of its datasource has. */
export const snapshotTables: PipelineRule = {
  name: 'snapshot-tables',
  *check({ work }): Iterable<Diagnostic> {
    if (work.kind !== 'movement') return;
    const { source, sink } = work;
    const many = source.tables.length > 1;
    for (const [index, table] of source.tables.entries()) yield* unknownTable(source, table, many ? [index] : []);
    if (sink.table !== undefined) yield* unknownTable(sink, sink.table, []);
  },
};

function* unknownTable(node: SourceNode | SinkNode, written: Text, steps: readonly number[]): Iterable<Diagnostic> {
  const { datasource } = node;
  const { tables, type, name } = datasource ?? {};
  if (tables === undefined || typeof written !== 'string' || MADE_BY_WRITING.has(type ?? '')) return;
  if (datasource?.shards !== undefined || findTable(datasource, written) !== undefined) return;
  const at = child(node.at, 'table', ...steps);
  yield makeDiagnostic('SL0523', at, say`datasource \`${name ?? ''}\` has no table \`${written}\``, {
    notes: [
      say`as its schema snapshot \`schemas/${name ?? ''}.json\` says; the job would fail when it opens the table`,
    ],
    help: say`name one of its tables, or take a new snapshot with \`sluice check --connect\``,
    ...meantName(written, Object.keys(tables), at),
  });
}
