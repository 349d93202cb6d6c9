import { OperatingError } from '../../../../errors.ts';

// Primary result codes of SQLite 3 (sqlite.org/rescode.html).
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const FULL = 13;
const CONSTRAINT = 19;
const MISMATCH = 20;

/** An error of SQLite, or what another process tells of one, as an operating error; `what` says where. */
export function sqliteError(thrown: unknown, what: string): OperatingError {
  if (thrown instanceof OperatingError) return thrown;
  const isTold = typeof thrown === 'object' && thrown !== null && 'message' in thrown;
  const message = String(isTold ? thrown.message : thrown);
  const code = primaryCode(thrown);
  if (code === FULL) {
    return new OperatingError('DISK_FULL', `no space is left for ${what}; nothing of the run was kept`, {
      retryable: false,
      help: 'make room there, then run it again',
      cause: thrown,
    });
  }
  return new OperatingError('JOB_FAILED', `${what}: ${message}`, {
    retryable: code === BUSY || code === LOCKED,
    cause: thrown,
  });
}

/** True when another connection holds the lock that was wanted. */
export function isBusy(thrown: unknown): boolean {
  const code = primaryCode(thrown);
  return code === BUSY || code === LOCKED;
}

/** True when a connection that only reads would have had to write: it has found a journal to be rolled back. */
export function mayNotWrite(thrown: unknown): boolean {
  return primaryCode(thrown) === READONLY;
}

/** True when the row, not the database, is at fault. */
export function isRowAtFault(thrown: unknown): boolean {
  const code = primaryCode(thrown);
  return code === CONSTRAINT || code === MISMATCH;
}

function primaryCode(thrown: unknown): number | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('sqliteCode' in thrown)) return undefined;
  return typeof thrown.sqliteCode === 'number' ? thrown.sqliteCode & 0xff : undefined;
}
