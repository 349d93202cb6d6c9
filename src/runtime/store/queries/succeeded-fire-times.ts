import type { DeploymentKey } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';
import { formerNames, type FormerName } from './former-names.ts';

/** Fire times whose runs have succeeded, newest first, also under names that the pipeline had before. */
export async function succeededFireTimes(db: Reader, key: DeploymentKey, limit: number): Promise<readonly number[]> {
  const times = [...(await newestFireTimes(db, key, limit))];
  const former = await formerNames(db, key);
  for (const name of former) times.push(...(await newestFireTimes(db, key, limit, name)));
  return former.length === 0 ? times : [...new Set(times)].sort((a, b) => b - a).slice(0, limit);
}

async function newestFireTimes(
  db: Reader,
  key: DeploymentKey,
  limit: number,
  former?: FormerName,
): Promise<readonly number[]> {
  let query = db
    .selectFrom('sluice_run')
    .select('fire_time')
    .where('project', '=', key.project)
    .where('environment', '=', key.environment)
    .where('pipeline', '=', former?.name ?? key.pipeline)
    .where('state', '=', 'succeeded');
  if (former !== undefined) {
    query = query.where('created_at', '<=', former.until);
    if (Number.isFinite(former.after)) query = query.where('created_at', '>', former.after);
  }
  const rows = await query.orderBy('fire_time', 'desc').limit(limit).execute();
  return rows.map((row) => row.fire_time);
}
