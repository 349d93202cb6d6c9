import { sql } from 'kysely';
import type { Reader } from '../transaction.ts';
import { LAST_RELEASED, MIGRATIONS } from './migrations.ts';

/** A step of the schema that is to come. */
export interface PendingMigration {
  readonly number: number;
  readonly name: string;
}

/** A store's schema against that of this build. */
export interface SchemaStatus {
  /** The newest step that the store has; 0 = it was never made. */
  readonly found: number;
  /** The newest step that this build knows. */
  readonly own: number;
  /** What this build adds when it starts, oldest first. */
  readonly pending: readonly PendingMigration[];
  /** Of the store's steps, those of newer builds. */
  readonly newer: readonly number[];
  /** This build goes on with what newer ones have made of the store. */
  readonly thisGoesOn: boolean;
  /** Processes of the schema that was found go on when the pending steps are made. */
  readonly othersGoOn: boolean;
}

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
