import { say } from '../../../message/index.ts';
import { listWords, makeDiagnostic } from '../../diagnostics/index.ts';
import type { ColumnNode, ColumnType, SinkNode, SourceNode } from '../../ir/index.ts';
import { child, type Location } from '../../text/index.ts';
import type { EmitContext } from '../emit-context.ts';
import { movementOf } from '../movement-of.ts';
import { columnTypeText } from '../column-type-text.ts';
import { flinkSqlType } from './column-type.ts';
import type { FlinkSqlColumn } from './format.ts';

/** How a connector narrows Flink's types; undefined where it cannot read or write one. */
export type NarrowType = (type: ColumnType) => string | undefined;

/** How a connector reads a `nativeType`; by default it is Flink's own and passes as it is. */
export type ReadNative = (nativeType: string) => string;

/** The columns of a source's table: those that are really read, constants left out. */
export function declareSourceColumns(
  source: SourceNode,
  context: EmitContext,
  narrow: NarrowType = flinkSqlType,
  native: ReadNative = String,
): readonly FlinkSqlColumn[] {
  if (source.columns === '*') return reportStar(child(source.at, 'columns'), context);
  const read = source.columns.filter((column) => column.value === undefined);
  return declare(read, child(source.at, 'columns'), context, narrow, native);
}

/** The columns of a sink's table; one without a type takes the type of the column that feeds it. */
export function declareSinkColumns(
  sink: SinkNode,
  context: EmitContext,
  narrow: NarrowType = flinkSqlType,
  native: ReadNative = String,
): readonly FlinkSqlColumn[] {
  const { source, transform } = movementOf(context);
  const columns = sink.columns === '*' && transform === undefined ? source.columns : sink.columns;
  // Said once, at the source, where the sink only repeats its columns.
  if (columns === '*') return transform === undefined ? [] : reportStar(child(sink.at, 'columns'), context);
  const fed = new Map(source.columns === '*' ? [] : source.columns.map((column) => [column.name, column]));
  const typed = columns.map((column) => withTypeOf(column, fed));
  // A type that the source lacks is asked for there.
  const own = typed.filter((column) => hasType(column) || !fed.has(column.from ?? column.name));
  return declare(own, child(sink.at, 'columns'), context, narrow, native);
}

function hasType({ type, nativeType }: ColumnNode): boolean {
  return type !== undefined || nativeType !== undefined;
}

/** The column with its type, its feeder's, or text for a constant of either side. */
function withTypeOf(column: ColumnNode, fed: ReadonlyMap<string, ColumnNode>): ColumnNode {
  if (column.type !== undefined || column.nativeType !== undefined) return column;
  const feeder = fed.get(column.from ?? column.name);
  if (column.value !== undefined) return { ...column, type: { name: 'string' } };
  if (feeder?.type !== undefined) return { ...column, type: feeder.type };
  if (feeder?.nativeType !== undefined) return { ...column, nativeType: feeder.nativeType };
  return feeder?.value === undefined ? column : { ...column, type: { name: 'string' } };
}

function declare(
  columns: readonly ColumnNode[],
  at: Location,
  context: EmitContext,
  narrow: NarrowType,
  native: ReadNative,
): readonly FlinkSqlColumn[] {
  const untyped = columns.filter((column) => !hasType(column));
  if (untyped.length > 0) {
    const names = listWords(
      untyped.map(({ name }) => name),
      'and',
    );
    context.report(
      makeDiagnostic('SL0510', at, say`Flink SQL needs the type of ${names}`, {
        help: say`write the columns as \`name type\`, for example \`id bigint\``,
      }),
    );
  }
  return columns.flatMap((column) => {
    if (column.nativeType !== undefined) return [{ name: column.name, type: native(column.nativeType) }];
    if (column.type === undefined) return [];
    const type = narrow(column.type);
    if (type === undefined) reportType(column, column.type, context);
    return type === undefined ? [] : [{ name: column.name, type }];
  });
}

function reportStar(at: Location, context: EmitContext): readonly FlinkSqlColumn[] {
  context.report(
    makeDiagnostic('SL0510', at, say`Flink SQL needs the columns with their types`, {
      notes: [say`Flink does not ask the database: its table is exactly what the statement declares`],
      help: say`list the columns as \`name type\`, for example \`id bigint\``,
    }),
  );
  return [];
}

function reportType(column: ColumnNode, type: ColumnType, context: EmitContext): void {
  context.report(
    makeDiagnostic(
      'SL0611',
      column.at,
      say`column \`${column.name}\` of type \`${columnTypeText(type)}\` cannot pass Flink SQL`,
      {
        notes: [
          say`Flink holds decimals of at most 38 digits; its JDBC tables hold no time zone and 6 digits of a second`,
        ],
        help: say`give the column a type that fits, or \`nativeType\` in Flink’s own words`,
      },
    ),
  );
}
