import { parseColumnType, type BoundJob, type ColumnType, type Template } from '../compiler/index.ts';
import { isMapping } from './condition.ts';

export interface MovementColumn {
  readonly name: string;
  readonly type: ColumnType | undefined;
  /** Sink: the source column that feeds it; undefined for a constant. */
  readonly from?: string;
}

/** What the rows of a case depend on, read from a bound job of the local engine. */
export interface Movement {
  readonly template: Readonly<Record<string, Template>>;
  readonly source: {
    readonly connector: string;
    readonly tables: readonly string[];
    readonly query: string | undefined;
    readonly where: string | undefined;
    readonly columns: '*' | readonly MovementColumn[];
    readonly incremental: { readonly column: string; readonly type: ColumnType | undefined } | undefined;
  };
  readonly transform: boolean;
  readonly sink: {
    readonly table: string | undefined;
    readonly columns: '*' | readonly MovementColumn[];
    readonly key: readonly string[];
    readonly preSql: readonly string[];
  };
}

/** Reads the job that `rehearsalOf` has made and `bind` has filled. */
export function movementOf({ template }: BoundJob): Movement {
  const job = isMapping(template) ? template : {};
  const source = isMapping(job['source']) ? job['source'] : {};
  const sink = isMapping(job['sink']) ? job['sink'] : {};
  const incremental = isMapping(source['incremental']) ? source['incremental'] : undefined;
  return {
    // A bound job is JSON.
    template: job as Readonly<Record<string, Template>>,
    source: {
      connector: String(source['connector']),
      tables: texts(source['table']),
      query: text(source['query']),
      where: text(source['where']),
      columns: columnsIn(source['columns']),
      incremental: incremental && { column: String(incremental['column']), type: typeIn(incremental['type']) },
    },
    transform: isMapping(job['transform']),
    sink: {
      table: text(sink['table']),
      columns: columnsIn(sink['columns']),
      key: texts(sink['key']),
      preSql: texts(sink['preSql']),
    },
  };
}

function columnsIn(value: unknown): '*' | readonly MovementColumn[] {
  if (!Array.isArray(value)) return '*';
  return value.filter(isMapping).map(({ name, type, from }) => ({
    name: String(name),
    type: typeIn(type),
    ...(typeof from === 'string' ? { from } : {}),
  }));
}

function typeIn(value: unknown): ColumnType | undefined {
  if (typeof value !== 'string') return undefined;
  const type = parseColumnType(value);
  return 'problem' in type ? undefined : type;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
