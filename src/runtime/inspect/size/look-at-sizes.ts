import type { PipelineNode, SourceNode, SourceSize } from '../../../compiler/index.ts';
import { say, type Message } from '../../../message/index.ts';
import type { Facts } from '../facts.ts';
import { failedLooks } from '../judge/failed-looks.ts';
import { lookAtDatasources, type LookRequest } from '../look-at-datasources.ts';
import { namesMatching } from '../wanted.ts';
import { sizeOfFiles } from './size-of-files.ts';

/** How much is in the sources of pipelines. */
export interface SourceSizes {
  /** By pipeline; none where its source could not say it. */
  readonly sizes: ReadonlyMap<string, SourceSize>;
  /** Why a datasource said nothing: one sentence each. */
  readonly failures: readonly Message[];
}

/** Asks the real sources of pipelines how much is in them. Reads only; nothing is thrown for what a server does. */
export async function lookAtSizes(request: Omit<LookRequest, 'sizes'>): Promise<SourceSizes> {
  const { root } = request;
  // where a pipeline writes is of no account here
  const pipelines = request.pipelines.filter(({ work }) => work.kind === 'movement' && work.source.datasource);
  const { datasources, engines } = await lookAtDatasources({ ...request, pipelines, sizes: true });
  const sizes = new Map<string, SourceSize>();
  for (const pipeline of pipelines) {
    const size = sizeOf(pipeline, datasources, root);
    if (size !== undefined) sizes.set(pipeline.name, size);
  }
  const failures = [...failedLooks({ root, pipelines, datasources, engines })].map(({ message }) => message);
  return { sizes, failures: [...failures, ...notFound(datasources)] };
}

/** A user sees only what it has a right on. */
function notFound(datasources: ReadonlyMap<string, Facts>): readonly Message[] {
  return [...datasources].flatMap(([name, { missing }]) =>
    [...missing].map((table) => say`datasource \`${name}\` has no \`${table}\`, or its user may not see it`),
  );
}

function sizeOf(
  { name, work }: PipelineNode,
  datasources: ReadonlyMap<string, Facts>,
  root: string,
): SourceSize | undefined {
  if (work.kind !== 'movement') return undefined;
  const { source } = work;
  const facts = datasources.get(source.datasource?.name ?? '');
  if (facts === undefined) return undefined;
  const guess = facts.guesses?.get(name);
  if (guess !== undefined) return { rows: guess, by: 'optimiser' };
  return facts.depth === 'files' ? sizeOfFiles(root, source) : sizeOfTables(source, facts);
}

/** All of them, or nothing: a sum with a part left out says something else. */
function sizeOfTables(source: SourceNode, { depth, tables: known, names, mysql }: Facts): SourceSize | undefined {
  const { tables, tableMatch } = source;
  const named = tableMatch === undefined ? tables : namesMatching(names, [tableMatch], mysql?.database);
  const found = named.map((each) => (typeof each === 'string' ? known.get(each) : undefined));
  const counts = found.map((each) => each?.rows);
  if (counts.length === 0 || counts.includes(undefined)) return undefined;
  const rows = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  if (mysql !== undefined) return { rows, by: 'statistics' };
  if (depth === 'topics') return { rows, by: 'offsets' };
  return { rows, by: found.some((each) => each?.hasMore) ? 'at-least' : 'count' };
}
