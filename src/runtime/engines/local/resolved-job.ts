import type { ColumnType } from '../../../compiler/index.ts';

/** A scalar of a bound job with its secrets filled in. */
export type Scalar = string | number | boolean | null;
export type Settings = Readonly<Record<string, unknown>>;

/** A column as the job names it; `value` is a constant of the sink. */
export interface JobColumn {
  readonly name: string;
  readonly type: ColumnType | undefined;
  readonly from: string | undefined;
  readonly value: Scalar | undefined;
}

/** Which rows are read, by the value of one column. */
export interface JobIncremental {
  readonly column: string;
  readonly type: ColumnType;
  /** Undefined = no cursor yet: everything is read. */
  readonly after: string | undefined;
  /** The last value that is read, of a job that reads a range and moves no cursor; absent = all after. */
  readonly until?: string;
}

export interface JobSource {
  readonly connector: string;
  readonly connection: Settings;
  readonly tables: readonly string[];
  readonly query: string | undefined;
  readonly path: string | undefined;
  readonly file: Settings;
  readonly columns: readonly JobColumn[] | '*';
  readonly where: string | undefined;
  readonly incremental: JobIncremental | undefined;
  readonly options: Settings;
}

export interface JobSink {
  readonly connector: string;
  readonly connection: Settings;
  readonly table: string | undefined;
  readonly path: string | undefined;
  readonly file: Settings;
  readonly columns: readonly JobColumn[] | '*';
  readonly mode: 'append' | 'upsert' | 'replace' | 'overwrite';
  readonly key: readonly string[];
  readonly preSql: readonly string[];
  readonly postSql: readonly string[];
  readonly options: Settings;
}

/**
 * A local job ready to run: no hole is left, types are parsed. It holds secrets in `connection`, so
 * it lives in memory for the length of the run and is never written or logged.
 */
export interface ResolvedJob {
  readonly source: JobSource;
  readonly transform: string | undefined;
  readonly sink: JobSink;
  readonly errorRows: number;
  readonly bytesPerSecond: number | undefined;
}
