import { say } from '../../message/index.ts';
import type { ColumnDefinition } from '../../compiler/syntax/index.ts';
import { pathOf } from '../sync-job/json-map.ts';
import type { Notes } from '../sync-job/notes.ts';
import type { DataxEnd } from './import-datax-job.ts';
import { selectedColumn } from './read-datax-columns.ts';

/**
 * Columns of a JDBC reader, which DataX writes into its SELECT as they stand. Names and constants are columns
 * of ours; with an expression among them the whole SELECT becomes the source's query.
 */
export function selectColumns({ context, plugin, end }: DataxEnd, notes: Notes): void {
  const { draft } = context;
  if (plugin.jdbc === undefined || draft.columns === undefined || draft.columns === '*' || draft.query !== undefined)
    return;
  const selected = draft.columns.map(({ name = '' }) => selectedColumn(name));
  const path = pathOf(pathOf(end.path, 'parameter'), 'column');
  if (selected.every(({ kind }) => kind !== 'expression')) {
    draft.columns = selected.map((column, index): ColumnDefinition =>
      column.kind === 'constant' ? { name: `c${index}`, value: column.value } : { name: nameOf(column) },
    );
    return;
  }
  const list = selected.map((column, index) => `${sqlOf(column)} AS c${index}`).join(', ');
  const where = draft.where === undefined ? '' : ` WHERE ${draft.where}`;
  draft.query = `SELECT ${list} FROM ${draft.tables[0] ?? ''}${where}`;
  draft.columns = selected.map((_column, index) => ({ name: `c${index}` }));
  draft.tables = [];
  delete draft.where;
  delete draft.splitBy;
  notes.add(path, 'rewritten', say`an expression cannot be a column; the SELECT is the query of the source`);
}

function nameOf(column: ReturnType<typeof selectedColumn>): string {
  return column.kind === 'name' ? column.name : '';
}

function sqlOf(column: ReturnType<typeof selectedColumn>): string {
  switch (column.kind) {
    case 'name':
      return column.name;
    case 'constant':
      return `'${column.value.replaceAll("'", "''")}'`;
    case 'expression':
      return column.sql;
    default:
      return column satisfies never;
  }
}
