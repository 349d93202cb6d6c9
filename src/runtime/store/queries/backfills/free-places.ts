import type { BackfillWish } from '../../../ports/index.ts';
import type { Reader } from '../../transaction.ts';
import { formerNames } from '../former-names.ts';

/**
 * Where the runs of a range of cursor values stand among the fires of their pipeline: they stand for none, so that each takes a moment
 * before 1970, at which no schedule fires, that none has taken, under whatever name. The earlier part of the range has the earlier moment.
 */
export async function freePlaces(
  db: Reader,
  wish: BackfillWish,
  total: number,
): Promise<{ readonly from: number; readonly to: number }> {
  const { project, environment, pipeline } = wish;
  const names = [pipeline, ...(await formerNames(db, wish)).map(({ name }) => name)];
  const runs = await db
    .selectFrom('sluice_run')
    .select(({ fn }) => fn.min<number | null>('fire_time').as('least'))
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', 'in', names)
    .where('fire_time', '<', 0)
    .executeTakeFirst();
  const ranges = await db
    .selectFrom('sluice_backfill')
    .select(({ fn }) => fn.min<number | null>('range_from').as('least'))
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', 'in', names)
    .where('range_from', '<', 0)
    .executeTakeFirst();
  const least = Math.min(0, Number(runs?.least ?? 0), Number(ranges?.least ?? 0));
  return { from: least - total, to: least - 1 };
}
