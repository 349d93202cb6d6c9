import type { SchemaSnapshot, TableSnapshot } from '../../compiler/index.ts';
import type { Facts } from './facts.ts';

/**
 * The snapshot of a datasource after a look at it: tables that were read as they are now; those that this look was
 * not asked for as they were, as long as a pipeline names them. Undefined where nothing was learned: the look failed
 * before its end, or found no table and there was no snapshot.
 */
export function nextSnapshot(
  datasource: string,
  facts: Facts,
  previous: SchemaSnapshot['tables'] | undefined,
  stillNamed: (table: string) => boolean,
): SchemaSnapshot | undefined {
  if (facts.failures.length > 0 || (facts.depth !== 'tables' && facts.depth !== 'topics')) return undefined;
  const tables: Record<string, TableSnapshot> = {};
  for (const [name, table] of Object.entries(previous ?? {}))
    if (!facts.missing.has(name) && stillNamed(name)) tables[name] = table;
  for (const [name, { columns, primaryKey, indexes }] of facts.tables)
    tables[name] = { columns, primaryKey, indexes: [...indexes].sort(byColumns) };
  if (previous === undefined && Object.keys(tables).length === 0) return undefined;
  return { datasource, tables };
}

/** Indexes have no order of their own, and their names say nothing to a pipeline. */
function byColumns(a: TableSnapshot['indexes'][number], b: TableSnapshot['indexes'][number]): number {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}
