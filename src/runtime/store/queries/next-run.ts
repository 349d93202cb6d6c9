import type { DeploymentKey, RunRecord } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';
import type { RunTable } from '../schema.ts';
import { formerNames, type FormerName } from './former-names.ts';
import { withAttempts } from './with-attempts.ts';

/**
 * The run of the first fire after a moment that is on record, also under names that the pipeline had before; asked of the index of
 * fires.
 */
export async function nextRun(db: Reader, key: DeploymentKey, after: number): Promise<RunRecord | undefined> {
  const found = [await nextUnder(db, key, after)];
  for (const former of await formerNames(db, key)) found.push(await nextUnder(db, key, after, former));
  const [first] = found.filter((row) => row !== undefined).toSorted((left, right) => left.fire_time - right.fire_time);
  return first === undefined ? undefined : (await withAttempts(db, [first]))[0];
}

async function nextUnder(
  db: Reader,
  key: DeploymentKey,
  after: number,
  former?: FormerName,
): Promise<RunTable | undefined> {
  let query = db
    .selectFrom('sluice_run')
    .selectAll()
    .where('project', '=', key.project)
    .where('environment', '=', key.environment)
    .where('pipeline', '=', former?.name ?? key.pipeline)
    .where('fire_time', '>', after);
  if (former !== undefined) {
    query = query.where('created_at', '<=', former.until);
    if (Number.isFinite(former.after)) query = query.where('created_at', '>', former.after);
  }
  return query.orderBy('fire_time').limit(1).executeTakeFirst();
}
