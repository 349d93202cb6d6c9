import { LookFailed, type MysqlFacts } from '../facts.ts';
import type { Selection, Wanted } from '../wanted.ts';
import type { MysqlSession } from './mysql-session.ts';
import { placeOf } from './read-tables.ts';

/** So many selections are asked for; the others are as large as their tables. */
const MOST_ASKED = 100;

/** How many rows the optimiser thinks that each selection gives, by pipeline; nothing is selected. Left out where it refuses. */
export async function guessRows(
  session: MysqlSession,
  { selections }: Wanted,
  { version, database }: MysqlFacts,
): Promise<ReadonlyMap<string, number>> {
  // MariaDB tells the share that a filter leaves only where it is asked to; MySQL 8 does not know the word
  const explain = version.includes('MariaDB') ? 'EXPLAIN EXTENDED' : 'EXPLAIN';
  const found = new Map<string, number>();
  for (const selection of selections.slice(0, MOST_ASKED)) {
    const sql = statementOf(selection, database);
    const steps = sql === undefined ? undefined : await asked(session, `${explain} ${sql}`);
    const rows = steps && guessIn(steps);
    if (rows !== undefined) found.set(selection.pipeline, rows);
  }
  return found;
}

function statementOf({ table, where, query }: Selection, database: string | undefined): string | undefined {
  if (query !== undefined) return /^\s*(?:select|with|\()/i.test(query) ? query : undefined;
  const place = placeOf(table ?? '', database);
  return place && `SELECT 1 FROM ${quoted(place.database)}.${quoted(place.table)} WHERE (${where ?? ''})`;
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** Of a join each table is read for each row of those before it. Rows and share stand third and second from the end. */
function guessIn(steps: readonly (readonly unknown[])[]): number | undefined {
  const outer = steps.filter(([, kind]) => kind === 'SIMPLE' || kind === 'PRIMARY');
  if (outer.length === 0) return undefined;
  return Math.round(
    outer.reduce((product, step) => {
      // a step without a table, or of a constant, has no number
      const [rows, share] = [step.at(-3), step.at(-2)].map((each) => (each === null ? undefined : Number(each)));
      return product * (rows ?? 1) * ((share ?? 100) / 100);
    }, 1),
  );
}

async function asked(session: MysqlSession, sql: string): Promise<readonly (readonly unknown[])[] | undefined> {
  try {
    return await session.rows(sql);
  } catch (thrown) {
    // what the server refuses here is what the pipeline's own statement has wrong: a check says it
    if (thrown instanceof LookFailed && thrown.failure.kind === 'refused') return undefined;
    throw thrown;
  }
}
