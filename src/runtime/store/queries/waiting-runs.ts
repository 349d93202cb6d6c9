import type { RunRecord, Scope } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';
import { withAttempts } from './with-attempts.ts';

/** Runs of a scope that wait for their turn, oldest fire first. */
export async function waitingRuns(db: Reader, { project, environment }: Scope): Promise<readonly RunRecord[]> {
  const rows = await db
    .selectFrom('sluice_run')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('state', '=', 'waiting')
    .execute();
  // Not `order by`: there is no index of fire times over all pipelines, and walking another one to save this is dearer.
  return withAttempts(
    db,
    rows.toSorted((left, right) => left.fire_time - right.fire_time),
  );
}
