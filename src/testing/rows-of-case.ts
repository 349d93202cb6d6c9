import { child, makeDiagnostic, type Diagnostic, type Location } from '../compiler/index.ts';
import { say } from '../message/index.ts';
import type { RehearsalTable, RowThatDoesNotFit } from '../runtime/index.ts';
import { readGivenRows, type GivenRows } from './given-rows.ts';
import type { RunSetting } from './judge-run.ts';
import type { Movement } from './movement.ts';
import { placeInPipeline } from './pipeline-place.ts';
import { bareTable } from './sql-for-sqlite.ts';
import { tableOfRows } from './table-of-rows.ts';

/** The table's name without its schema, which the database of a case does not have. */
export function sinkTable({ sink }: Movement): string {
  return sink.table === undefined ? 'sink' : bareTable(sink.table);
}

/** Collects the tables of a case and what is wrong with them. */
export class RowsOfCase {
  readonly found: Diagnostic[] = [];
  readonly reads: string[] = [];
  readonly #setting: RunSetting;
  readonly #movement: Movement;
  readonly #given = new Map<string, GivenRows>();

  constructor(setting: RunSetting, movement: Movement) {
    this.#setting = setting;
    this.#movement = movement;
  }

  /** Names of the tables of the source, as the case or the pipeline has them. */
  get tables(): readonly string[] {
    const named = Object.keys(this.#setting.test.definition.source?.tables ?? {});
    return named.length > 0 ? named : this.#movement.source.tables;
  }

  async source(): Promise<readonly RehearsalTable[]> {
    const { test } = this.#setting;
    const { source } = this.#movement;
    const at = child(test.at, 'source');
    const { rows, tables } = test.definition.source ?? {};
    if ((rows === undefined) === (tables === undefined)) {
      this.#refuseNone(test.definition.source === undefined ? child(test.at, 'name') : at);
      return [];
    }
    if (rows !== undefined && source.query !== undefined) {
      const message = say`the source is a query, and \`rows\` do not say of which table they are`;
      this.found.push(
        makeDiagnostic('SL1107', child(at, 'rows'), message, { help: say`write \`tables: { name: rows }\`` }),
      );
      return [];
    }
    const named = Object.entries(tables ?? {});
    const made =
      rows === undefined
        ? named.map(([name, each]) => this.#table('source', bareTable(name), each, child(at, 'tables', name)))
        : [this.#table('source', bareTable(source.tables[0] ?? 'source'), rows, child(at, 'rows'))];
    return (await Promise.all(made)).filter((table) => table !== undefined);
  }

  /** The sink's table before the run; also without rows, because `preSql` may ask for it. */
  async sink(): Promise<RehearsalTable | undefined> {
    const { test } = this.#setting;
    const { sink } = this.#movement;
    const rows = test.definition.sink?.rows;
    if (rows === undefined && sink.preSql.length === 0) return undefined;
    return this.#table('sink', sinkTable(this.#movement), rows ?? [], child(test.at, 'sink', 'rows'));
  }

  async expected(): Promise<GivenRows | undefined> {
    const { root, test } = this.#setting;
    const { rows } = test.definition.expect;
    if (rows === undefined) return undefined;
    return this.#read(await readGivenRows(root, test.file, rows, child(test.at, 'expect', 'rows')));
  }

  /** A cell that the type of its column does not take. */
  misfit({ side, table, row, column, value, why }: RowThatDoesNotFit): Diagnostic {
    const given = this.#given.get(`${side} ${table}`);
    const at = given?.placeOf(row, column) ?? child(this.#setting.test.at, side);
    const name = given?.nameOf(row) ?? say`row ${row + 1}`;
    const cell = column === undefined ? say`` : say`, column \`${column}\``;
    return makeDiagnostic('SL1106', at, say`${name}${cell}: \`${String(value)}\` ${why}`, {
      labels: [
        {
          at: placeInPipeline(this.#setting.definition, side),
          message: side === 'source' ? say`the source of the pipeline` : say`the sink of the pipeline`,
        },
      ],
    });
  }

  async #table(
    side: 'source' | 'sink',
    name: string,
    rows: Parameters<typeof readGivenRows>[2],
    at: Location,
  ): Promise<RehearsalTable | undefined> {
    const { root, test } = this.#setting;
    const given = this.#read(await readGivenRows(root, test.file, rows, at));
    if (given === undefined) return undefined;
    this.#given.set(`${side} ${name}`, given);
    const { source, sink } = this.#movement;
    const plan =
      side === 'source'
        ? {
            name,
            columns: source.query === undefined ? sourceColumns(source) : ('*' as const),
            key: [],
            sql: `${source.where ?? ''} ${source.query ?? ''}`,
            whole: true,
            at,
          }
        : { name, columns: sinkColumns(this.#movement), key: sink.key, sql: '', whole: false, at };
    const { table, found } = tableOfRows(plan, given);
    this.found.push(...found);
    return table.columns.length === 0 ? undefined : table;
  }

  #read(reading: Awaited<ReturnType<typeof readGivenRows>>): GivenRows | undefined {
    if (reading.file !== undefined) this.reads.push(reading.file);
    if (!('found' in reading)) return reading;
    this.found.push(...reading.found);
    return undefined;
  }

  #refuseNone(at: Location): void {
    const { name } = this.#setting.test;
    const message = say`case \`${name}\` expects something of a run and says no rows of the source`;
    this.found.push(
      makeDiagnostic('SL1107', at, message, { help: say`add \`source: { rows: [...] }\`, or \`tables\` for a query` }),
    );
  }
}

/** With the column that the cursor follows, which need not be among them. */
function sourceColumns({ columns, incremental }: Movement['source']): Movement['source']['columns'] {
  if (columns === '*' || incremental === undefined) return columns;
  return columns.map((column) =>
    column.name === incremental.column && column.type === undefined ? { ...column, type: incremental.type } : column,
  );
}

/** A sink column without a type has that of the column that feeds it, unless SQL stands between. */
function sinkColumns({ source, sink, transform }: Movement): Movement['sink']['columns'] {
  const { columns } = sink;
  if (columns === '*') return transform ? '*' : source.columns;
  if (source.columns === '*' || transform) return columns;
  const types = new Map(source.columns.map(({ name, type }) => [name, type]));
  return columns.map((column) => ({ ...column, type: column.type ?? types.get(column.from ?? column.name) }));
}
