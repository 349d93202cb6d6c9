/** What the process `one-row.worker.ts` is asked. It is sent to it, never an argument: a condition may hold what is secret. */
export interface OneRowQuestion {
  /** The file of the package that reads SQLite. */
  readonly driver: string;
  /** The database, absolute. */
  readonly file: string;
  /** A query that gives one row. */
  readonly sql: string;
  readonly values: readonly (string | bigint | number)[];
  /** How long it waits for a lock of others, in milliseconds. */
  readonly lockWaitMs: number;
}

/** Its one answer: the row, or what SQLite says in its place. */
export type OneRowAnswer =
  | { readonly row: readonly unknown[] }
  | { readonly message: string; readonly sqliteCode: number | undefined };
