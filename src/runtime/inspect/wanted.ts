import { readsBinlog } from './reads-binlog.ts';
import type { DatasourceNode, EngineNode, PipelineNode, SourceNode } from '../../compiler/index.ts';

/** Marks that no name of a table has by itself. */
const PATTERN = /[*+?()[\]|\\^]/;

/** What pipelines want to know of one datasource. */
export interface Wanted {
  readonly datasource: DatasourceNode;
  /** As pipelines write them; names that only a run knows are left out. */
  readonly tables: ReadonlySet<string>;
  /** Regular expressions that a whole name matches. */
  readonly patterns: ReadonlySet<string>;
  /** What pipelines select of it by a query or a filter, where no value of a run is in it. */
  readonly selections: readonly Selection[];
}

/** `table` with `where`, or `query`. */
export interface Selection {
  readonly pipeline: string;
  readonly table?: string;
  readonly where?: string;
  readonly query?: string;
}

interface Gathered extends Wanted {
  readonly tables: Set<string>;
  readonly patterns: Set<string>;
  readonly selections: Selection[];
}

/**
 * Every datasource that pipelines move rows from or to, and what they name in it; sorted by name. `part`: of `sources` only what
 * they read.
 */
export function wantedOf(pipelines: readonly PipelineNode[], part: 'all' | 'sources' = 'all'): readonly Wanted[] {
  const byName = new Map<string, Gathered>();
  const of = (datasource: DatasourceNode): Gathered => {
    const known = byName.get(datasource.name) ?? {
      datasource,
      tables: new Set(),
      patterns: new Set(),
      selections: [],
    };
    byName.set(datasource.name, known);
    return known;
  };
  for (const { name, work, settings } of pipelines) {
    if (work.kind !== 'movement') continue;
    const { source, sink } = work;
    if (source.datasource) {
      const wanted = of(source.datasource);
      for (const table of source.tables) {
        if (typeof table !== 'string') continue;
        // readers of a binlog take each name for a pattern
        if (readsBinlog(source) && PATTERN.test(table)) wanted.patterns.add(table);
        else wanted.tables.add(table);
      }
      if (source.tableMatch !== undefined) wanted.patterns.add(source.tableMatch);
      wanted.selections.push(...selectionOf(name, source));
    }
    if (part === 'sources') continue;
    if (sink.datasource) {
      const wanted = of(sink.datasource);
      if (typeof sink.table === 'string') wanted.tables.add(sink.table);
    }
    if (settings.dirty) of(settings.dirty.datasource);
    for (const end of [source.datasource, sink.datasource]) if (end?.hadoop) of(end.hadoop);
  }
  return [...byName.values()].sort((a, b) => (a.datasource.name < b.datasource.name ? -1 : 1));
}

function selectionOf(pipeline: string, { tables, where, query }: SourceNode): readonly Selection[] {
  const [table, second] = tables;
  if (typeof query === 'string') return [{ pipeline, query }];
  if (typeof where !== 'string' || typeof table !== 'string' || second !== undefined) return [];
  return [{ pipeline, table, where }];
}

/** The engines that have an address, each once; sorted by name. */
export function enginesOf(pipelines: readonly PipelineNode[]): readonly EngineNode[] {
  const byName = new Map(pipelines.map(({ engine }) => [engine.name, engine]));
  return [...byName.values()]
    .filter(({ url, gateway, yarn }) => url !== undefined || gateway !== undefined || yarn !== undefined)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Names that one of the patterns matches as a whole, with or without their database in front. */
export function namesMatching(
  names: readonly string[],
  patterns: Iterable<string>,
  database?: string,
): readonly string[] {
  const expressions = [...patterns].flatMap((pattern) => {
    try {
      return [new RegExp(`^(?:${pattern})$`, 'u')];
    } catch {
      return []; // the compiler has reported it
    }
  });
  const forms = (name: string): readonly string[] => (database === undefined ? [name] : [name, `${database}.${name}`]);
  return names.filter((name) => expressions.some((expression) => forms(name).some((form) => expression.test(form))));
}
