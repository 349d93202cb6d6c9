import { toTemplate, type Template } from '../../artefact/index.ts';
import type { Text } from '../../../time/index.ts';
import { sinkColumnOf, type MovementNode, type SameRowsNode } from '../../ir/index.ts';
import { columnTypeText } from '../column-type-text.ts';
import type { EmitContext } from '../emit-context.ts';
import type { LocalEmitter } from './format.ts';

/**
 * Prints what source and sink of a movement are asked for their rows when a run of it has ended, whatever engine runs it: a
 * `LocalComparison`. The checks have seen that both can be asked, and that the sink has each column.
 */
export function emitComparison(
  { source, sink }: MovementNode,
  { sums, sinkWhere }: SameRowsNode,
  emitters: { readonly source: LocalEmitter; readonly sink: LocalEmitter },
  context: EmitContext,
): Template {
  const { incremental } = source;
  const boundBy = (column: string): Template =>
    incremental === undefined ? null : { column, type: columnTypeText(incremental.type) };
  const inSink = (column: string): string => sinkColumnOf(sink, column) ?? column;
  return {
    source: {
      connector: source.connector,
      connection: emitters.source.sourceConnection?.(source, context) ?? {},
      table: plain(source.tables[0]),
      query: sql(source.query, emitters.source),
      where: sql(source.where, emitters.source),
      bound: boundBy(incremental?.column ?? ''),
      sums,
    },
    sink: {
      connector: sink.connector,
      connection: emitters.sink.sinkConnection?.(sink, context) ?? {},
      table: plain(sink.table),
      query: null,
      where: sql(sinkWhere, emitters.sink),
      bound: boundBy(inSink(incremental?.column ?? '')),
      sums: sums.map(inSink),
    },
  };
}

function plain(text: Text | undefined): Template {
  return text === undefined ? null : toTemplate(text);
}

function sql(text: Text | undefined, { escape = 'sql-string' }: LocalEmitter): Template {
  return text === undefined ? null : toTemplate(text, escape);
}
