import type { DatasourceNode, TableSnapshot } from '../../compiler/index.ts';
import { printDefinition } from '../../import/index.ts';

/** What a new pipeline moves, by names of the project. */
export interface NewPipeline {
  readonly name: string;
  readonly source: DatasourceNode;
  readonly table: string;
  readonly sink: DatasourceNode;
  readonly to: string;
  /** Absent = the project's default. */
  readonly engine?: string;
}

/** Types of datasource whose pipelines name a file instead of a table. */
const FILES: ReadonlySet<string> = new Set(['file', 'ftp', 'hadoop', 's3', 'oss']);

/** A pipeline's file. Columns and key come from the schema snapshot where the repository has one of the table. */
export function newPipeline({ name, source, table, sink, to, engine }: NewPipeline): string {
  const known = source.tables?.[table];
  const key = known === undefined ? [] : keyOf(known);
  return printDefinition(
    {
      name,
      schedule: 'manual',
      ...(engine === undefined ? {} : { engine }),
      source: { datasource: source.name, ...place(source, table), columns: columnsOf(known) },
      sink: { datasource: sink.name, ...place(sink, to), ...(key.length === 0 ? {} : { mode: 'upsert', key }) },
    },
    'Started by hand until it has a schedule: cron, every, after or at.',
  );
}

function place({ type }: DatasourceNode, name: string): object {
  return FILES.has(type) ? { path: name } : { table: name };
}

function columnsOf(table: TableSnapshot | undefined): unknown {
  if (table === undefined || table.columns.length === 0) return '*';
  return table.columns.map(({ name }) => name);
}

function keyOf({ primaryKey, indexes }: TableSnapshot): readonly string[] {
  if (primaryKey.length > 0) return primaryKey;
  return indexes.find(({ unique }) => unique)?.columns ?? [];
}
