import type { Diagnostic, PipelineNode, SinkNode, SourceNode } from '../../../compiler/index.ts';
import type { Facts, TableFacts } from '../facts.ts';

/** What is judged: pipelines as they are written, beside what was found out of their datasources. */
export interface Case {
  readonly root: string;
  readonly pipelines: readonly PipelineNode[];
  readonly datasources: ReadonlyMap<string, Facts>;
  readonly engines: ReadonlyMap<string, Facts>;
}

/** One kind of finding: pure, over facts. */
export type Judgement = (given: Case) => Iterable<Diagnostic>;

/** One side of a pipeline whose datasource was looked at. */
export interface JudgedSide {
  readonly pipeline: PipelineNode;
  readonly node: SourceNode | SinkNode;
  readonly facts: Facts;
}

/** The sides of all pipelines that have facts. */
export function* sidesOf({ pipelines, datasources }: Case): Iterable<JudgedSide> {
  for (const pipeline of pipelines) {
    if (pipeline.work.kind !== 'movement') continue;
    for (const node of [pipeline.work.source, pipeline.work.sink]) {
      const facts = node.datasource && datasources.get(node.datasource.name);
      if (facts !== undefined) yield { pipeline, node, facts };
    }
  }
}

/** The tables that a side names, with the steps from it to each name. */
export function tablesOf(
  node: SourceNode | SinkNode,
): readonly { readonly name: string; readonly steps: readonly (string | number)[] }[] {
  const named = node.kind === 'sink' ? [node.table] : node.tables;
  const many = named.length > 1;
  return named.flatMap((name, index) =>
    typeof name === 'string' ? [{ name, steps: many ? ['table', index] : ['table'] }] : [],
  );
}

/** The only table of a source, where it is known. */
export function onlyTable(
  node: SourceNode,
  facts: Facts,
): { readonly name: string; readonly table: TableFacts } | undefined {
  const [name, second] = node.tables;
  if (typeof name !== 'string' || second !== undefined) return undefined;
  const table = facts.tables.get(name);
  return table && { name, table };
}
