import { LONGEST_PUT_OFF_MS, type Deployment, type Scope } from '../../ports/index.ts';
import { toDeployment } from '../records.ts';
import type { Reader } from '../transaction.ts';
import { deploymentsWithCursor } from './deployments-with-cursor.ts';

/**
 * Active deployments, the paused left out, of a scope whose clock has come, earliest first: those whose next fire was put off, or is
 * said to be for longer than it can be, and the others. Each part is a stretch of one index.
 */
export async function dueDeployments(
  db: Reader,
  scope: Scope,
  now: number,
  limit: number,
): Promise<readonly Deployment[]> {
  const putOff = await ticking(db, scope).where('d.due_at', '<=', now).orderBy('d.due_at').limit(limit).execute();
  const strayed = await ticking(db, scope)
    .where('d.due_at', '>', now + LONGEST_PUT_OFF_MS)
    .limit(limit)
    .execute();
  const others = await ticking(db, scope)
    .where('d.due_at', 'is', null)
    .where('d.next_fire_time', '<=', now)
    .orderBy('d.next_fire_time')
    .limit(limit)
    .execute();
  return [...putOff, ...others, ...strayed]
    .map(toDeployment)
    .toSorted((a, b) => dueTime(a) - dueTime(b))
    .slice(0, limit);
}

function ticking(db: Reader, { project, environment }: Scope) {
  return deploymentsWithCursor(db)
    .where('d.project', '=', project)
    .where('d.environment', '=', environment)
    .where('d.state', '=', 'active')
    .where('d.next_fire_time', 'is not', null)
    .where('p.since', 'is', null);
}

function dueTime({ dueAt, nextFireTime }: Deployment): number {
  return dueAt ?? nextFireTime ?? 0;
}
