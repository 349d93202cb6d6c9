import { say, type Message } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { formatColumnType, type ColumnNode, type ColumnType, type EngineNode, type SourceNode } from '../ir/index.ts';
import { child, isWithin, type Location } from '../text/index.ts';
import { narrowing } from './narrowing.ts';
import type { PipelineRule } from './rule.ts';
import { columnNamed, typeInTable } from './snapshot-table.ts';

/** What becomes of a value that does not fit, by engine. */
const OUTCOME: Readonly<Partial<Record<EngineNode['type'], Message>>> = {
  flinkx: say`FlinkX hands the value on as it is: the database cuts it, or refuses the row, which then counts against \`errorLimit\``,
  chunjun: say`ChunJun hands the value on as it is: the database cuts it, or refuses the row, which then is dirty`,
  'flink-sql': say`Flink casts it without a word: a number that is too great becomes another one or NULL, the rest is cut`,
  local: say`a row whose value does not fit is refused, and counts against \`errorLimit\`; digits of a fraction are rounded`,
};

/** Engines that read a column as the type that is declared; the others take it as the database gives it. */
const READS_AS_DECLARED = new Set<EngineNode['type']>(['flink-sql', 'local']);

/** A type, and whether it is the table's own or what the author says of it. */
interface SideType {
  readonly type: ColumnType;
  readonly isFact: boolean;
  /** For people: as the database or the author's words spell it. */
  readonly spelled: string;
}

/** A column goes into one that holds less. Types of the tables count before those that the author declares. */
export const typeNarrowing: PipelineRule = {
  name: 'type-narrowing',
  *check({ work, engine }): Iterable<Diagnostic> {
    if (work.kind !== 'movement' || work.transform !== undefined || work.sink.columns === '*') return;
    const { source, sink } = work;
    for (const column of work.sink.columns) {
      if (column.from === undefined || column.value !== undefined) continue;
      const feeding = columnNamed(source.columns, column.from);
      if (feeding?.value !== undefined) continue;
      // a column without a type of its own has that of the source's
      const own = isWithin(column.at, sink.at) && column.type !== feeding?.type ? column.type : undefined;
      const from = sideType(typeInTable(source, column.from), feeding?.type);
      const to = sideType(typeInTable(sink, column.name), own);
      const lost = from && to && lostOnTheWay(from, to);
      if (from !== undefined && to !== undefined && lost !== undefined)
        yield narrows(column, feeding, from, to, lost, engine, source);
      else if (from?.isFact === true && READS_AS_DECLARED.has(engine.type))
        yield* declaredNarrower(feeding, from, engine);
    }
  },
};

function* declaredNarrower(
  feeding: ColumnNode | undefined,
  inTable: SideType,
  engine: EngineNode,
): Iterable<Diagnostic> {
  const lost = feeding?.type && narrowing(inTable.type, feeding.type);
  if (feeding?.type === undefined || lost === undefined) return;
  const declared = formatColumnType(feeding.type);
  const at = child(feeding.at, 'type');
  yield makeDiagnostic(
    'SL0530',
    at,
    say`\`${feeding.name}\` is \`${inTable.spelled}\` in the table and read as \`${declared}\`: ${lost}`,
    {
      notes: outcomeOf(engine),
      help: say`declare it as \`${formatColumnType(inTable.type)}\``,
    },
  );
}

function sideType(inTable: ReturnType<typeof typeInTable>, declared: ColumnType | undefined): SideType | undefined {
  if (inTable !== undefined) return { ...inTable, isFact: true };
  return declared && { type: declared, isFact: false, spelled: formatColumnType(declared) };
}

/** A declared `timestamp` without a precision reads as 6 digits, which the column need not have. */
function lostOnTheWay({ type, isFact }: SideType, to: SideType): Message | undefined {
  const isTime = type.name === 'timestamp' || type.name === 'timestamptz';
  const from = isTime && !isFact && type.precision === 6 ? { ...type, precision: 0 } : type;
  return narrowing(from, to.type);
}

function narrows(
  column: ColumnNode,
  feeding: ColumnNode | undefined,
  from: SideType,
  to: SideType,
  lost: Message,
  engine: EngineNode,
  source: SourceNode,
): Diagnostic {
  const label = from.isFact ? say`\`${from.spelled}\` in the table` : say`\`${from.spelled}\` here`;
  return makeDiagnostic(
    'SL0530',
    typePlace(column, to),
    say`\`${column.from ?? ''}\` is \`${from.spelled}\` in the source and \`${to.spelled}\` in the sink: ${lost}`,
    {
      labels: [{ at: feeding === undefined ? child(source.at, 'columns') : typePlace(feeding, from), message: label }],
      notes: outcomeOf(engine),
      help: to.isFact
        ? say`widen the column of the table, or convert the value in a query where the loss is meant`
        : say`give the sink column the type of the source, if the table has it, or convert the value in a query`,
    },
  );
}

/** The declared type, where it decides; else the column. */
function typePlace(column: ColumnNode, { isFact }: SideType): Location {
  return isFact || column.type === undefined ? column.at : child(column.at, 'type');
}

function outcomeOf({ type }: EngineNode): Message[] {
  const outcome = OUTCOME[type];
  return outcome === undefined ? [] : [outcome];
}
