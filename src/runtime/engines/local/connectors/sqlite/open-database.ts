import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { OperatingError } from '../../../../errors.ts';
import { fileError } from '../../file-errors.ts';
import type { JobContext } from '../../job-context.ts';
import { resolveDatasourcePath } from '../../paths.ts';
import type { Settings } from '../../resolved-job.ts';
import { mayNotWrite, sqliteError } from './sqlite-error.ts';

/**
 * Opens the database file of a datasource. A sink creates it, in WAL mode, so that readers and the
 * writer do not stand in each other's way; a source needs it there (FILE_UNREADABLE otherwise).
 */
export function openDatabase(
  connection: Settings,
  context: Pick<JobContext, 'projectRoot'>,
  doing: 'read' | 'write',
): DatabaseSyncInstance {
  const path = connection['path'];
  if (typeof path !== 'string' || path === '') {
    throw new OperatingError('ENGINE_REFUSED', 'the sqlite datasource names no file', {
      retryable: false,
      help: 'Give the datasource a `path`.',
    });
  }
  const file = resolveDatasourcePath(context.projectRoot, path);
  const exists = existsSync(file);
  if (doing === 'read' && !exists) {
    throw new OperatingError('FILE_UNREADABLE', `there is no database ${path}`, { retryable: false });
  }
  try {
    if (!exists) mkdirSync(dirname(file), { recursive: true });
  } catch (thrown) {
    throw fileError(thrown, path, 'write');
  }
  try {
    // A wait inside SQLite would hold up the whole process: whoever needs a lock waits outside.
    const database = new DatabaseSync(file, { timeout: 0, readOnly: doing === 'read' });
    if (!exists) database.exec('PRAGMA journal_mode = WAL');
    return database;
  } catch (thrown) {
    throw sqliteError(thrown, path);
  }
}

/**
 * Takes back what a writer has left that was killed while it committed: its journal is rolled back by who opens the file next, but for
 * one that only reads. Nothing is done where nothing was left, or somebody else is at it.
 */
export function takeBackHalfDone(database: DatabaseSyncInstance): void {
  try {
    database.prepare(ANY_READ).get();
  } catch (thrown) {
    if (!mayNotWrite(thrown)) throw thrown;
    const writer = new DatabaseSync(database.location() ?? '', { timeout: 0 });
    try {
      writer.prepare(ANY_READ).get();
    } finally {
      writer.close();
    }
  }
}

/** Reads the file, whatever is in it. */
const ANY_READ = 'SELECT count(*) FROM sqlite_schema';
