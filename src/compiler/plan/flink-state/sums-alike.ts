import type { FlinkJob } from './flink-job.ts';
import { stepChains } from './step-chains.ts';

/**
 * Whether the step behind the source runs in one task with it, which its id is made of: undefined where that is Flink's to find
 * out. Rows that are summed go to other tasks by their group; a step that filters them or picks columns stands before that, and
 * Flink leaves it out where the SQL uses all columns as they are (tried on 1.20.3).
 */
export function isLinked(job: FlinkJob): boolean | undefined {
  if (job.gathers) return job.picks === undefined ? undefined : job.picks && job.isChained;
  const [first, ...others] = stepChains(job).map(([link]) => link);
  return others.every((each) => each === first) ? first : undefined;
}

/** True where two jobs sum the same by the same columns: what one has kept is of the types and at the place of the other. */
export function sumsAlike(before: FlinkJob, after: FlinkJob): boolean {
  const [was, is] = [before.query, after.query];
  if (was?.groups === undefined || is?.groups === undefined) return false;
  const isSame = was.select === is.select && was.groups.join() === is.groups.join();
  const hasTypes = [...was.selects].every((column) => before.types.get(column) === after.types.get(column));
  return isSame && hasTypes && before.picks === true && after.picks === true;
}

/** True where rows of one key come from one group, so that nothing in front of the sink puts rows together by key. */
export function isKeyedByGroup({ query, key }: FlinkJob): boolean {
  const names = new Set(query?.groupNames);
  return query?.groups?.length === key.length && key.every((name) => names.has(name)) && names.size === key.length;
}
