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
}

/** The WITH options of one table, by Flink's own names; and its columns in Flink's words. */
export interface FlinkSqlTable {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Column names of PRIMARY KEY … NOT ENFORCED; empty = none. */
  readonly primaryKey: readonly string[];
  readonly options: Readonly<Record<string, Template>>;
}

/** What a connector prints for Flink SQL. */
export interface FlinkSqlEmitter {
  source?(source: SourceNode, context: EmitContext): FlinkSqlTable;
  sink?(sink: SinkNode, context: EmitContext): FlinkSqlTable;
}
