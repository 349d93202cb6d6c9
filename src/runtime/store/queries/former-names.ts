import { groupBy } from '../../../compiler/index.ts';
import type { DeploymentKey, Scope } from '../../ports/index.ts';
import { chunks } from '../chunks.ts';
import type { FormerNameTable } from '../schema.ts';
import type { Reader } from '../transaction.ts';

/** Names asked for at once. */
const CHUNK = 500;

/** A time in which a pipeline had another name: runs recorded in (after, until] under it are its own. UTC milliseconds. */
export interface FormerName {
  readonly name: string;
  readonly after: number;
  readonly until: number;
}

/** Names that a pipeline had before it was moved. */
export async function formerNames(db: Reader, key: DeploymentKey): Promise<readonly FormerName[]> {
  return (await formerNamesOf(db, key, [key.pipeline])).get(key.pipeline) ?? [];
}

/** The same of many pipelines, by name; none of one that was never moved. */
export async function formerNamesOf(
  db: Reader,
  { project, environment }: Scope,
  pipelines: readonly string[],
): Promise<ReadonlyMap<string, readonly FormerName[]>> {
  const inEnvironment = db
    .selectFrom('sluice_former_name')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment);
  const own: FormerNameTable[] = [];
  for (const part of chunks(pipelines, CHUNK))
    own.push(...(await inEnvironment.where('pipeline', 'in', part).execute()));
  const all: FormerNameTable[] = [];
  // a name that was moved away from before belonged to another pipeline until then
  for (const part of chunks([...new Set(own.map(({ former }) => former))], CHUNK))
    all.push(...(await inEnvironment.where('former', 'in', part).execute()));
  const named = own.map(({ pipeline, former, moved_at: until }) => ({
    pipeline,
    name: former,
    after: Math.max(
      Number.NEGATIVE_INFINITY,
      ...all.filter((row) => row.former === former && row.moved_at < until).map((row) => row.moved_at),
    ),
    until,
  }));
  return groupBy(named, ({ pipeline }) => pipeline);
}
