import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { DatasourceNode } from '../../../compiler/index.ts';
import { NO_FACTS, type Facts } from '../facts.ts';
import type { LookContext } from '../look-context.ts';
import { answered } from './answered.ts';

/** Asks a database file for one value; a file that is not there is not made. */
export function askSqlite({ path = '' }: DatasourceNode, sql: string, { root }: LookContext): Promise<Facts> {
  const failed = (kind: 'missing-file' | 'refused', detail?: string): Facts => ({
    ...NO_FACTS,
    failures: [{ kind, subject: path, key: ['path'], ...(detail === undefined ? {} : { detail }) }],
  });
  const file = isAbsolute(path) ? path : resolve(root, path);
  if (path === '' || !existsSync(file)) return Promise.resolve(failed('missing-file'));
  try {
    // A lock would hold up the whole process: who cannot read at once says so.
    const database = new DatabaseSync(file, { readOnly: true, timeout: 0 });
    try {
      const row = database.prepare(sql).get() as { readonly answer?: unknown } | undefined; // the column is named by us
      return Promise.resolve(answered(row?.answer));
    } finally {
      database.close();
    }
  } catch (thrown) {
    return Promise.resolve(failed('refused', thrown instanceof Error ? thrown.message : String(thrown)));
  }
}
