import type { Template } from '../../artefact/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import type { EmitContext } from '../emit-context.ts';

/**
 * The template behind `job.sql`: a session is opened with `settings`, `definitions` are run in order
 * (CREATE TEMPORARY TABLE …), then `insert` starts the job. Each is one statement without a semicolon.
 */
export interface FlinkSqlJob {
  readonly settings: Readonly<Record<string, string>>;
  readonly definitions: readonly Template[];
  readonly insert: Template;
  /**
   * In an incremental job: a SELECT of one row with one text, the greatest value of the incremental
   * column that is there now (NULL = none), to be run before `insert` and kept as the cursor when the job
   * has finished. Rows that come in between are read again by the next run, never left out.
   */
  readonly cursor?: Template;
}

/** A column of a table in Flink's words. */
export interface FlinkSqlColumn {
  readonly name: string;
  readonly type: string;
}

/** The WITH options of one table, by Flink's own names; and its columns in Flink's words. */
export interface FlinkSqlTable {
  readonly columns: readonly FlinkSqlColumn[];
  /** Column names of PRIMARY KEY … NOT ENFORCED; empty = none. */
  readonly primaryKey: readonly string[];
  readonly options: Readonly<Record<string, Template>>;
}

/** What a connector prints for Flink SQL. */
export interface FlinkSqlEmitter {
  source?(source: SourceNode, context: EmitContext): FlinkSqlTable;
  sink?(sink: SinkNode, context: EmitContext): FlinkSqlTable;
}
