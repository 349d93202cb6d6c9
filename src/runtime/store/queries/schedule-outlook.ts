import type { ScheduleOutlook, Scope } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';

/** What a scope has for its scheduler, by one statement: its parts are subqueries that an index answers each. */
export async function scheduleOutlook(db: Reader, scope: Scope): Promise<ScheduleOutlook> {
  const row = await outlookOf(db, scope).executeTakeFirstOrThrow();
  return {
    ...(row.next_fire_time === null ? {} : { nextFireTime: row.next_fire_time }),
    ...(row.start_by === null ? {} : { startBy: row.start_by }),
    hasPauses: Boolean(row.has_pauses),
    hasWaiting: Boolean(row.has_waiting),
    hasBackfills: Boolean(row.has_backfills),
  };
}

function outlookOf(db: Reader, { project, environment }: Scope) {
  return db.selectNoFrom(({ selectFrom, exists }) => [
    selectFrom('sluice_deployment as d')
      .leftJoin('sluice_condition as p', (join) =>
        join
          .onRef('p.project', '=', 'd.project')
          .onRef('p.environment', '=', 'd.environment')
          .onRef('p.pipeline', '=', 'd.pipeline')
          .on('p.type', '=', 'paused'),
      )
      .select('d.next_fire_time')
      .where('d.project', '=', project)
      .where('d.environment', '=', environment)
      .where('d.state', '=', 'active')
      .where('d.next_fire_time', 'is not', null)
      .where('p.since', 'is', null)
      .orderBy('d.next_fire_time')
      .limit(1)
      .as('next_fire_time'),
    selectFrom('sluice_deadline as l')
      .select('l.start_by')
      .where('l.project', '=', project)
      .where('l.environment', '=', environment)
      .orderBy('l.start_by')
      .limit(1)
      .as('start_by'),
    exists(
      selectFrom('sluice_condition as c')
        .select('c.pipeline')
        .where('c.project', '=', project)
        .where('c.environment', '=', environment)
        .where('c.type', '=', 'paused'),
    ).as('has_pauses'),
    exists(
      selectFrom('sluice_run as r')
        .select('r.id')
        .where('r.project', '=', project)
        .where('r.environment', '=', environment)
        .where('r.state', '=', 'waiting'),
    ).as('has_waiting'),
    exists(
      selectFrom('sluice_backfill as b')
        .select('b.id')
        .where('b.project', '=', project)
        .where('b.environment', '=', environment)
        .where('b.is_open', '=', 1),
    ).as('has_backfills'),
  ]);
}
