import { OperatingError, toOperatingError } from '../../errors.ts';
import type { Failure } from '../backend.ts';

// Primary result codes, https://www.sqlite.org/rescode.html
const PERM = 3;
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const TOOBIG = 18;
const NOTADB = 26;
const CONSTRAINT_PRIMARYKEY = 1555;
const CONSTRAINT_UNIQUE = 2067;

/** SQLite says the same code for every error; the extended result code tells them apart. */
function extendedCode(thrown: unknown): number | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('sqliteExtendedCode' in thrown)) return undefined;
  return typeof thrown.sqliteExtendedCode === 'number' ? thrown.sqliteExtendedCode : undefined;
}

export function isSqliteDuplicate(thrown: unknown): boolean {
  const code = extendedCode(thrown);
  return code === CONSTRAINT_PRIMARYKEY || code === CONSTRAINT_UNIQUE;
}

export function classifySqliteFailure(thrown: unknown, path: string): Failure {
  if (thrown instanceof OperatingError) return { repeat: 'never', error: thrown };
  const fileSystem = systemFailure(thrown, path);
  if (fileSystem !== undefined) return { repeat: 'never', error: fileSystem };
  const code = extendedCode(thrown);
  if (code === undefined) return { repeat: 'never', error: toOperatingError(thrown) };
  const primary = code & 0xff;
  if (primary === BUSY || primary === LOCKED) {
    const help = 'find the process that holds it open (a backup, a database browser, a second daemon) and end it';
    return { repeat: 'conflict', error: failure('STORE_LOCKED', 'is locked by another process', true, help) };
  }
  if (primary === FULL) {
    return { repeat: 'never', error: failure('STORE_FULL', 'cannot grow: the disk is full', true, 'free space on it') };
  }
  if (primary === CORRUPT || primary === NOTADB) {
    const help = 'move the file away to begin with an empty store, or put a backup in its place';
    return { repeat: 'never', error: failure('STORE_UNREACHABLE', 'is not a sound SQLite database', false, help) };
  }
  if (primary === CANTOPEN || primary === READONLY || primary === PERM) {
    const help = 'give this user the right to read and write the file and its folder, or name another path';
    return { repeat: 'never', error: failure('STORE_UNREACHABLE', 'cannot be opened for writing', false, help) };
  }
  if (primary === IOERR) {
    const help = 'look into the log of the operating system for errors of the disk';
    return { repeat: 'never', error: failure('STORE_UNREACHABLE', 'cannot be read or written', true, help) };
  }
  if (primary === TOOBIG) {
    return {
      repeat: 'never',
      error: failure('INVALID_REQUEST', 'was given too large a value', false, 'make it smaller'),
    };
  }
  return { repeat: 'never', error: toOperatingError(thrown) };

  function failure(
    errorCode: 'STORE_LOCKED' | 'STORE_FULL' | 'STORE_UNREACHABLE' | 'INVALID_REQUEST',
    what: string,
    retryable: boolean,
    help: string,
  ): OperatingError {
    const fields = { path, sqliteCode: code ?? 0 };
    return new OperatingError(errorCode, `the store ${path} ${what}`, { retryable, help, cause: thrown, fields });
  }
}

/** Making the folder can fail before SQLite is asked. */
function systemFailure(thrown: unknown, path: string): OperatingError | undefined {
  if (!(thrown instanceof Error) || !('syscall' in thrown) || !('code' in thrown)) return undefined;
  const full = thrown.code === 'ENOSPC';
  return new OperatingError(
    full ? 'STORE_FULL' : 'STORE_UNREACHABLE',
    `the folder of the store ${path} cannot be made (${String(thrown.code)})`,
    { retryable: full, help: 'name a path in a folder that this user may write', cause: thrown, fields: { path } },
  );
}
