import type { DatasourceNode } from '../../../compiler/index.ts';
import type { Facts } from '../facts.ts';
import type { LookContext } from '../look-context.ts';
import { readSqlite } from '../sqlite/read-sqlite.ts';
import { answered } from './answered.ts';

/** Asks a database file for one value. */
export function askSqlite(datasource: DatasourceNode, sql: string, context: LookContext): Facts {
  return readSqlite(datasource, context, (database) => {
    const row = database.prepare(sql).get() as { readonly answer?: unknown } | undefined; // the column is named by us
    return answered(row?.answer);
  });
}
