import type { Reader } from '../transaction.ts';

/** Deployments (`d`), and since when each is paused (`p.since`), as far as it is. */
export function deploymentsWithPause(db: Reader) {
  return db
    .selectFrom('sluice_deployment as d')
    .leftJoin('sluice_condition as p', (join) =>
      join
        .onRef('p.project', '=', 'd.project')
        .onRef('p.environment', '=', 'd.environment')
        .onRef('p.pipeline', '=', 'd.pipeline')
        .on('p.type', '=', 'paused'),
    );
}

/** Those, each with its pipeline's cursor, as far as there is one. */
export function deploymentsWithCursor(db: Reader) {
  return deploymentsWithPause(db)
    .leftJoin('sluice_cursors as c', (join) =>
      join
        .onRef('c.project', '=', 'd.project')
        .onRef('c.environment', '=', 'd.environment')
        .onRef('c.pipeline', '=', 'd.pipeline'),
    )
    .selectAll('d')
    .select(['c.value as cursor', 'p.since as paused_since']);
}
