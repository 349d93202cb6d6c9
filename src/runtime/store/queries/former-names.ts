import type { DeploymentKey } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';

/** A time in which a pipeline had another name: runs recorded in (after, until] under it are its own. UTC milliseconds. */
export interface FormerName {
  readonly name: string;
  readonly after: number;
  readonly until: number;
}

/** Names that a pipeline had before it was moved. */
export async function formerNames(
  db: Reader,
  { project, environment, pipeline }: DeploymentKey,
): Promise<FormerName[]> {
  const inEnvironment = db
    .selectFrom('sluice_former_name')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment);
  const own = await inEnvironment.where('pipeline', '=', pipeline).execute();
  if (own.length === 0) return [];
  const names = own.map(({ former }) => former);
  // a name that was moved away from before belonged to another pipeline until then
  const all = await inEnvironment.where('former', 'in', names).execute();
  return own.map(({ former, moved_at: until }) => ({
    name: former,
    after: Math.max(
      Number.NEGATIVE_INFINITY,
      ...all.filter((row) => row.former === former && row.moved_at < until).map((row) => row.moved_at),
    ),
    until,
  }));
}
