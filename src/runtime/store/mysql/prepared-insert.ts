import type { PoolConnection, QueryError, QueryResult } from 'mysql2';

/** Texts of fewer characters are as fast within the statement. */
const MUCH_TEXT = 16_384;
/** The server keeps no more prepared statements for all of its connections. */
const NONE_LEFT = 1461;

export type Answer = (error: QueryError | null, result: QueryResult) => void;

/**
 * True of an insert of much text. Within the text of a statement the server reads each character as SQL: 10,000 artefacts of 5 kB
 * took 2.8 s, and 0.9 s as values of a prepared statement (MariaDB 11.8, measured over loopback).
 */
export function isInsertOfMuchText(sql: string, values: readonly unknown[]): boolean {
  if (!sql.startsWith('insert ') && !sql.startsWith('replace ')) return false;
  let length = 0;
  for (const value of values) if (typeof value === 'string') length += value.length;
  return length > MUCH_TEXT;
}

/**
 * Inserts by a prepared statement, which the connection keeps. After `timeoutMs` the connection is given up and the answer is a lost
 * connection: mysql2 waits for ever for a statement to be prepared.
 */
export function insertPrepared(
  connection: PoolConnection,
  { sql, values, timeoutMs }: { readonly sql: string; readonly values: unknown[]; readonly timeoutMs: number },
  answer: Answer,
): void {
  let isOver = false;
  const late = AbortSignal.timeout(timeoutMs);
  const once: Answer = (error, result) => {
    if (isOver) return;
    isOver = true;
    // the signal lives until its time has come, and with a listener so would the values
    late.removeEventListener('abort', giveUp);
    if (error?.errno === NONE_LEFT) connection.query({ sql, values, timeout: timeoutMs }, answer);
    else answer(error, result);
  };
  const giveUp = (): void => {
    connection.destroy();
    // `as` because there is no result where there is an error.
    once(new StatementTimeout(), undefined as unknown as QueryResult);
  };
  late.addEventListener('abort', giveUp);
  connection.execute<QueryResult>({ sql, values: [...values] as never }, once);
}

/** As mysql2 says it of a statement that is sent as text. */
class StatementTimeout extends Error implements QueryError {
  override readonly name = 'StatementTimeout';
  readonly code = 'PROTOCOL_SEQUENCE_TIMEOUT';
  readonly fatal = true;

  constructor() {
    super('the statement got no answer in time');
  }
}
