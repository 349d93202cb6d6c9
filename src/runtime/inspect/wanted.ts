import { readsBinlog } from './reads-binlog.ts';
import type { DatasourceNode, EngineNode, PipelineNode } from '../../compiler/index.ts';

/** Marks that no name of a table has by itself. */
const PATTERN = /[*+?()[\]|\\^]/;

/** What pipelines want to know of one datasource. */
export interface Wanted {
  readonly datasource: DatasourceNode;
  /** As pipelines write them; names that only a run knows are left out. */
  readonly tables: ReadonlySet<string>;
  /** Regular expressions that a whole name matches. */
  readonly patterns: ReadonlySet<string>;
}

/** Every datasource that pipelines move rows from or to, and what they name in it; sorted by name. */
export function wantedOf(pipelines: readonly PipelineNode[]): readonly Wanted[] {
  const byName = new Map<string, { datasource: DatasourceNode; tables: Set<string>; patterns: Set<string> }>();
  const of = (datasource: DatasourceNode): { tables: Set<string>; patterns: Set<string> } => {
    const known = byName.get(datasource.name) ?? { datasource, tables: new Set(), patterns: new Set() };
    byName.set(datasource.name, known);
    return known;
  };
  for (const { work, settings } of pipelines) {
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
    }
    if (sink.datasource) {
      const wanted = of(sink.datasource);
      if (typeof sink.table === 'string') wanted.tables.add(sink.table);
    }
    if (settings.dirty) of(settings.dirty.datasource);
    for (const end of [source.datasource, sink.datasource]) if (end?.hadoop) of(end.hadoop);
  }
  return [...byName.values()].sort((a, b) => (a.datasource.name < b.datasource.name ? -1 : 1));
}

/** The engines that have an address, each once; sorted by name. */
export function enginesOf(pipelines: readonly PipelineNode[]): readonly EngineNode[] {
  const byName = new Map(pipelines.map(({ engine }) => [engine.name, engine]));
  return [...byName.values()]
    .filter(({ url, gateway }) => url !== undefined || gateway !== undefined)
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
