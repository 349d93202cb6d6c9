import { sql } from 'kysely';
import type { FireSpan, RunInSpan, RunState, Scope } from '../../ports/index.ts';
import { chunks } from '../chunks.ts';
import type { Reader } from '../transaction.ts';
import { formerNamesOf, type FormerName } from './former-names.ts';

/** Each part of a statement is a walk of one step along the index of fires; so many are still read fast, and SQLite takes 500. */
const TOGETHER = 100;

/** A span to be looked for under one name that its pipeline has or had. */
interface NamedSpan {
  /** Which of the spans that were asked for. */
  readonly place: number;
  readonly name: string;
  readonly span: FireSpan;
  readonly former?: FormerName;
}

/** Of each span the run of the newest fire in it, in the order of the spans; undefined = it has none. Also under former names. */
export async function newestRunsIn(
  db: Reader,
  scope: Scope,
  spans: readonly FireSpan[],
): Promise<readonly (RunInSpan | undefined)[]> {
  const found: (RunInSpan | undefined)[] = spans.map(() => undefined);
  if (spans.length === 0) return found;
  const former = await formerNamesOf(db, scope, [...new Set(spans.map(({ pipeline }) => pipeline))]);
  const named = spans.flatMap((span, place): readonly NamedSpan[] => [
    { place, name: span.pipeline, span },
    ...(former.get(span.pipeline) ?? []).map((each) => ({ place, name: each.name, span, former: each })),
  ]);
  for (const part of chunks(named, TOGETHER)) {
    for (const row of await newestOf(db, scope, part)) {
      const place = Number(row.place);
      const known = found[place];
      if (known !== undefined && known.fireTime >= row.fire_time) continue;
      found[place] = {
        fireTime: row.fire_time,
        previousFireTime: row.previous_fire_time,
        // `as` because only this store writes the column
        state: row.state as RunState,
        finishedAt: row.finished_at ?? undefined,
      };
    }
  }
  return found;
}

async function newestOf(db: Reader, scope: Scope, [first, ...others]: readonly NamedSpan[]) {
  if (first === undefined) return [];
  let query = newestIn(db, scope, first);
  for (const other of others) query = query.unionAll(newestIn(db, scope, other));
  return query.execute();
}

/** Within a select of its own: of the parts of a union SQLite takes none that is ordered. */
function newestIn(db: Reader, { project, environment }: Scope, { place, name, span, former }: NamedSpan) {
  let newest = db
    .selectFrom('sluice_run')
    .select(['fire_time', 'previous_fire_time', 'state', 'finished_at'])
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', '=', name)
    .where('fire_time', '<=', span.upTo);
  if (Number.isFinite(span.after)) newest = newest.where('fire_time', '>', span.after);
  if (former !== undefined) {
    newest = newest.where('created_at', '<=', former.until);
    if (Number.isFinite(former.after)) newest = newest.where('created_at', '>', former.after);
  }
  return db
    .selectFrom(newest.orderBy('fire_time', 'desc').limit(1).as('n'))
    .select([sql.lit(place).as('place'), 'n.fire_time', 'n.previous_fire_time', 'n.state', 'n.finished_at']);
}
