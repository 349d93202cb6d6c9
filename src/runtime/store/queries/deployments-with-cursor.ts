import type { Reader } from '../transaction.ts';

/** Deployments (`d`), each with its pipeline's cursor, as far as there is one. */
export function deploymentsWithCursor(db: Reader) {
  return db
    .selectFrom('sluice_deployment as d')
    .leftJoin('sluice_cursors as c', (join) =>
      join
        .onRef('c.project', '=', 'd.project')
        .onRef('c.environment', '=', 'd.environment')
        .onRef('c.pipeline', '=', 'd.pipeline'),
    )
    .selectAll('d')
    .select('c.value as cursor');
}
