import { sql } from 'kysely';
import type { SchemaStatus } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';
import { LAST_RELEASED, MIGRATIONS } from './migrations.ts';

/** What a store that was opened has beside its own tables. */
export const MIGRATION_TABLES: ReadonlySet<string> = new Set(['sluice_migration', 'sluice_migration_reach']);

/** @param tables Those that the database has. */
export async function schemaStatus(db: Reader, tables: ReadonlySet<string>): Promise<SchemaStatus> {
  const applied = tables.has('sluice_migration') ? await numbersOf(db) : [];
  return compareSchema(applied, tables.has('sluice_migration_reach') ? await reachOf(db) : new Map());
}

/**
 * @param applied Steps that the store has, sorted.
 * @param reach The oldest schema whose builds go on with a step, where the store says so.
 */
export function compareSchema(applied: readonly number[], reach: ReadonlyMap<number, number>): SchemaStatus {
  const own = Math.max(...MIGRATIONS.map(({ number }) => number));
  const found = Math.max(0, ...applied);
  const pending = MIGRATIONS.filter(({ number }) => !applied.includes(number));
  const newer = applied.filter((number) => number > own);
  return {
    found,
    own,
    pending: pending.map(({ number, name }) => ({ number, name })),
    newer,
    thisGoesOn: newer.every((number) => (reach.get(number) ?? number) <= own),
    othersGoOn: found === 0 || pending.every(({ worksFrom = LAST_RELEASED }) => worksFrom <= found),
  };
}

async function numbersOf(db: Reader): Promise<readonly number[]> {
  const { rows } = await sql<{ readonly number: number }>`SELECT number FROM sluice_migration`.execute(db);
  return rows.map(({ number }) => Number(number)).toSorted((a, b) => a - b);
}

async function reachOf(db: Reader): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ readonly number: number; readonly works_from: number }>`
    SELECT number, works_from FROM sluice_migration_reach`.execute(db);
  return new Map(rows.map((row) => [Number(row.number), Number(row.works_from)]));
}
