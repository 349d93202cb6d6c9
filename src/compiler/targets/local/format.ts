import type { Escape, Template } from '../../artefact/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import type { EmitContext } from '../emit-context.ts';

/** A column of a local job; `type` is a column type's text, for example `decimal(18,2)`. */
export interface LocalColumn {
  readonly name: string;
  readonly type: string | null;
  /** Sink only: the source column that feeds it; absent for a constant. */
  readonly from?: string;
  readonly value?: Template;
}

/**
 * The template behind a local engine's `job.json`: rows go from the source through the optional SQL
 * (DuckDB, reading a table named `source`) to the sink. `connection` is the connector's own.
 */
export interface LocalJob {
  readonly source: {
    readonly connector: string;
    readonly connection: Readonly<Record<string, Template>>;
    /** One name, or a list of several that are read one after another. */
    readonly table: Template | null;
    readonly query: Template | null;
    readonly path: Template | null;
    readonly file: Readonly<Record<string, Template>> | null;
    readonly columns: readonly LocalColumn[] | '*';
    readonly where: Template | null;
    /** `after` is '' in a run without a cursor: everything is read. */
    readonly incremental: { readonly column: string; readonly type: string; readonly after: Template } | null;
    readonly options: Readonly<Record<string, Template>>;
  };
  readonly transform: { readonly sql: Template } | null;
  readonly sink: {
    readonly connector: string;
    readonly connection: Readonly<Record<string, Template>>;
    readonly table: Template | null;
    readonly path: Template | null;
    readonly file: Readonly<Record<string, Template>> | null;
    readonly columns: readonly LocalColumn[] | '*';
    readonly mode: 'append' | 'upsert' | 'replace' | 'overwrite';
    readonly key: readonly string[];
    readonly preSql: readonly Template[];
    readonly postSql: readonly Template[];
    readonly options: Readonly<Record<string, Template>>;
  };
  readonly settings: { readonly errorRows: number; readonly bytesPerSecond: number | null };
}

/** What is asked of one end of a movement: how many rows it has, and what some of its columns come to. */
export interface LocalEnd {
  readonly connector: string;
  readonly connection: Readonly<Record<string, Template>>;
  /** One of `table`, `query`. */
  readonly table: Template | null;
  readonly query: Template | null;
  readonly where: Template | null;
  /** Only rows whose value is in the range of the run; absent where all of them are counted. */
  readonly bound: { readonly column: string; readonly type: string } | null;
  /** Columns whose sums are wanted. */
  readonly sums: readonly string[];
}

/** What source and sink are asked after a run. The sums of the one are those of the other, in their order. */
export interface LocalComparison {
  readonly source: LocalEnd;
  readonly sink: LocalEnd;
}

/** What a connector prints for the local engine: its connection; the rest is common. */
export interface LocalEmitter {
  /** How values are made safe in the connector's SQL; absent = `sql-string`. */
  readonly escape?: Escape;
  sourceConnection?(source: SourceNode, context: EmitContext): Readonly<Record<string, Template>>;
  sinkConnection?(sink: SinkNode, context: EmitContext): Readonly<Record<string, Template>>;
}
