import type { DeploymentKey } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';
import { formerNames, type FormerName } from './former-names.ts';

/**
 * Fire times whose runs have succeeded, newest first, also under names that the pipeline had before. Runs of ranges of cursor values
 * stand for none.
 *
 * @param before Only earlier fire times; absent = all.
 */
export async function succeededFireTimes(
  db: Reader,
  key: DeploymentKey,
  limit: number,
  before?: number,
): Promise<readonly number[]> {
  const times = [...(await newestFireTimes(db, key, { limit, before }))];
  const former = await formerNames(db, key);
  for (const name of former) times.push(...(await newestFireTimes(db, key, { limit, before }, name)));
  return former.length === 0 ? times : [...new Set(times)].sort((a, b) => b - a).slice(0, limit);
}

async function newestFireTimes(
  db: Reader,
  key: DeploymentKey,
  { limit, before }: { readonly limit: number; readonly before: number | undefined },
  former?: FormerName,
): Promise<readonly number[]> {
  let query = db
    .selectFrom('sluice_run')
    .select('fire_time')
    .where('project', '=', key.project)
    .where('environment', '=', key.environment)
    .where('pipeline', '=', former?.name ?? key.pipeline)
    .where('state', '=', 'succeeded')
    .where('fire_time', '>=', 0);
  if (before !== undefined) query = query.where('fire_time', '<', before);
  if (former !== undefined) {
    query = query.where('created_at', '<=', former.until);
    if (Number.isFinite(former.after)) query = query.where('created_at', '>', former.after);
  }
  const rows = await query.orderBy('fire_time', 'desc').limit(limit).execute();
  return rows.map((row) => row.fire_time);
}
