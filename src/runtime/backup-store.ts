import { chmod, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { OperatingError } from './errors.ts';
import type { StoreSettings } from './runtime-options.ts';

/**
 * Writes the embedded store to a file of its own, as it is at one moment, also while daemons write it. The file is whole or it is not
 * there. Throws INVALID_REQUEST for a file that is there, and for a store that has tools of its own; NOT_FOUND where there is no store;
 * STORE_FULL, STORE_UNREACHABLE.
 */
export async function backupStore(settings: StoreSettings, file: string): Promise<void> {
  if (settings.kind === 'mysql')
    throw refused('INVALID_REQUEST', 'a store on MySQL or MariaDB is backed up by its own tools', [
      'use `mariadb-dump --single-transaction` or `mysqldump --single-transaction`, as docs/backup.md shows',
    ]);
  if (!existsSync(settings.path)) throw refused('NOT_FOUND', `there is no store at ${settings.path}`);
  if (existsSync(file))
    throw refused('INVALID_REQUEST', `${file} is there already`, ['name another file, or move that one']);
  if (!existsSync(path.dirname(path.resolve(file))))
    throw refused('INVALID_REQUEST', `the folder of ${file} is not there`, ['make it first']);
  const { copySqliteStore } = await import('./store/index.ts');
  try {
    copySqliteStore(settings.path, file);
    await chmod(file, 0o600);
  } catch (thrown) {
    await rm(file, { force: true });
    throw thrown;
  }
}

function refused(
  code: 'INVALID_REQUEST' | 'NOT_FOUND',
  message: string,
  [help]: readonly string[] = [],
): OperatingError {
  return new OperatingError(code, message, { retryable: false, ...(help === undefined ? {} : { help }) });
}
