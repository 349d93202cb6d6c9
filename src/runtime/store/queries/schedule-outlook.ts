import type { ScheduleOutlook, Scope } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';
import { deploymentsWithPause } from './deployments-with-cursor.ts';

/** What a scope has for its scheduler, by one statement: its parts are subqueries that an index answers each. */
export async function scheduleOutlook(db: Reader, scope: Scope): Promise<ScheduleOutlook> {
  const row = await outlookOf(db, scope).executeTakeFirstOrThrow();
  const clocks = [row.next_fire_time, row.due_at].filter((time) => time !== null);
  return {
    ...(clocks.length === 0 ? {} : { nextFireTime: Math.min(...clocks) }),
    ...(row.last_due_at === null ? {} : { lastDueAt: row.last_due_at }),
    ...(row.start_by === null ? {} : { startBy: row.start_by }),
    hasPauses: Boolean(row.has_pauses),
    hasWaiting: Boolean(row.has_waiting),
    hasBackfills: Boolean(row.has_backfills),
  };
}

function outlookOf(db: Reader, scope: Scope) {
  const { project, environment } = scope;
  return db.selectNoFrom(({ selectFrom, exists }) => [
    ticking(db, scope)
      .select('d.next_fire_time')
      .where('d.due_at', 'is', null)
      .where('d.next_fire_time', 'is not', null)
      .orderBy('d.next_fire_time')
      .limit(1)
      .as('next_fire_time'),
    ticking(db, scope).select('d.due_at').where('d.due_at', 'is not', null).orderBy('d.due_at').limit(1).as('due_at'),
    ticking(db, scope)
      .select('d.due_at')
      .where('d.due_at', 'is not', null)
      .orderBy('d.due_at', 'desc')
      .limit(1)
      .as('last_due_at'),
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
        .where('b.is_open', 'in', [1, 2]),
    ).as('has_backfills'),
  ]);
}

function ticking(db: Reader, { project, environment }: Scope) {
  return deploymentsWithPause(db)
    .where('d.project', '=', project)
    .where('d.environment', '=', environment)
    .where('d.state', '=', 'active')
    .where('p.since', 'is', null);
}
