/** A failure of the file of the index, and of nothing else. */
export interface FileFailure {
  /** Damaged, or no database: what is in it is of no use. Else it cannot be used now: no room, no right, somebody has it locked. */
  readonly isUnsound: boolean;
  /** For people. */
  readonly message: string;
}

// Primary result codes, https://www.sqlite.org/rescode.html
const BUSY = 5;
const LOCKED = 6;
const CORRUPT = 11;
const FULL = 13;
const NOTADB = 26;

/** Undefined where the file has nothing to do with it. What a store throws is no failure of SQLite's or of the system's any more. */
export function fileFailure(thrown: unknown): FileFailure | undefined {
  if (!(thrown instanceof Error)) return undefined;
  if ('sqliteExtendedCode' in thrown) {
    const code = Number(thrown.sqliteExtendedCode) & 0xff;
    return { isUnsound: code === CORRUPT || code === NOTADB, message: wordsOf(code, thrown.message) };
  }
  if (!('syscall' in thrown) || !('code' in thrown)) return undefined;
  const full = thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT';
  return { isUnsound: false, message: full ? wordsOf(FULL, '') : `it cannot be made (${String(thrown.code)})` };
}

function wordsOf(code: number, message: string): string {
  if (code === FULL) return 'its disk is full';
  if (code === BUSY || code === LOCKED) return 'another process has locked it';
  return message;
}
