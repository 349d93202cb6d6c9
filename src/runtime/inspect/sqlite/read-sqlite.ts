import { existsSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import type { DatasourceNode } from '../../../compiler/index.ts';
import { NO_FACTS, type Facts } from '../facts.ts';
import type { LookContext } from '../look-context.ts';

/** Facts of a database file, which is opened only to be read; a file that is not there is not made. */
export function readSqlite(
  { path = '' }: DatasourceNode,
  { root }: LookContext,
  read: (database: DatabaseSyncInstance) => Partial<Facts>,
): Facts {
  const facts: Facts = { ...NO_FACTS, depth: 'tables', addresses: [path] };
  const failed = (kind: 'missing-file' | 'not-readable' | 'refused', detail?: string): Facts => ({
    ...facts,
    failures: [{ kind, subject: path, key: ['path'], ...(detail === undefined ? {} : { detail }) }],
  });
  const file = isAbsolute(path) ? path : resolve(root, path);
  if (path === '' || !existsSync(file)) return failed('missing-file');
  if (!statSync(file).isFile()) return failed('not-readable');
  try {
    // A lock would hold up the whole process: who cannot read at once says so.
    const database = new DatabaseSync(file, { readOnly: true, timeout: 0 });
    try {
      return { ...facts, ...read(database) };
    } finally {
      database.close();
    }
  } catch (thrown) {
    return failed('refused', thrown instanceof Error ? thrown.message : String(thrown));
  }
}
