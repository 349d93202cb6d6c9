import { createHash } from 'node:crypto';
import { OperatingError } from '../../errors.ts';
import { failpoint } from '../../observe/index.ts';
import type { Backend, MigrationSession } from '../backend.ts';
import { LAST_RELEASED, MIGRATIONS } from './migrations.ts';
import { textOf, type Migration, type Step } from './migration.ts';

const TABLE = {
  mysql: `CREATE TABLE IF NOT EXISTS sluice_migration (
    number INT NOT NULL PRIMARY KEY, name VARCHAR(128) NOT NULL, checksum CHAR(64) NOT NULL, applied_at BIGINT NOT NULL
  ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  sqlite: `CREATE TABLE IF NOT EXISTS sluice_migration (
    number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL
  )`,
} as const;

/** Beside each migration: the oldest schema whose builds go on with it. A table of its own, as builds of schema 3 know the first one. */
const REACH_TABLE = {
  mysql: `CREATE TABLE IF NOT EXISTS sluice_migration_reach (
    number INT NOT NULL PRIMARY KEY, works_from INT NOT NULL
  ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  sqlite: `CREATE TABLE IF NOT EXISTS sluice_migration_reach (
    number INTEGER NOT NULL PRIMARY KEY, works_from INTEGER NOT NULL
  )`,
} as const;

/**
 * Brings the schema forward, once, whichever process comes first. A schema of a newer build is left as it is where it says
 * that this build goes on with it. Throws STORE_UNSUPPORTED for any other, and for a foreign one.
 */
export async function migrate(
  backend: Backend,
  now: number,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  await backend.withMigrationLock(async (session) => {
    await session.execute(TABLE[backend.flavour]);
    await session.execute(REACH_TABLE[backend.flavour]);
    const applied = await readApplied(session);
    refuseNewer(applied, await readReach(session), migrations);
    for (const migration of migrations) await applyOnce(session, backend.flavour, migration, applied, now);
  });
}

async function readApplied(session: MigrationSession): Promise<ReadonlyMap<number, string>> {
  const rows = await session.execute('SELECT number, checksum FROM sluice_migration ORDER BY number');
  return new Map(rows.map((row) => [Number(row['number']), String(row['checksum'])]));
}

async function readReach(session: MigrationSession): Promise<ReadonlyMap<number, number>> {
  const rows = await session.execute('SELECT number, works_from FROM sluice_migration_reach');
  return new Map(rows.map((row) => [Number(row['number']), Number(row['works_from'])]));
}

async function applyOnce(
  session: MigrationSession,
  flavour: Backend['flavour'],
  migration: Migration,
  applied: ReadonlyMap<number, string>,
  now: number,
): Promise<void> {
  const statements = migration[flavour];
  const checksum = createHash('sha256').update(statements.map(textOf).join(';\n')).digest('hex');
  const stored = applied.get(migration.number);
  if (stored === checksum) return;
  if (stored !== undefined) {
    throw new OperatingError(
      'STORE_UNSUPPORTED',
      `migration ${migration.number} of the store was made by other statements`,
      {
        retryable: false,
        help: 'this database was migrated by a changed build: use that build, or another database',
        fields: { migration: migration.number, stored, expected: checksum },
      },
    );
  }
  for (const step of statements) {
    failpoint('store.migration:before');
    await execute(session, step);
  }
  failpoint('store.migration:after');
  // Before the migration is on record: without it older builds would be refused for ever.
  await session.execute('REPLACE INTO sluice_migration_reach (number, works_from) VALUES (?, ?)', [
    migration.number,
    migration.worksFrom ?? LAST_RELEASED,
  ]);
  await session.execute('INSERT INTO sluice_migration (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)', [
    migration.number,
    migration.name,
    checksum,
    now,
  ]);
}

async function execute(session: MigrationSession, step: Step): Promise<void> {
  if (typeof step !== 'string' && (await session.execute(step.unless)).length > 0) return;
  await session.execute(textOf(step));
}

function refuseNewer(
  applied: ReadonlyMap<number, string>,
  reach: ReadonlyMap<number, number>,
  migrations: readonly Migration[],
): void {
  const known = Math.max(0, ...migrations.map((migration) => migration.number));
  const newer = [...applied.keys()].filter((number) => number > known);
  if (newer.every((number) => (reach.get(number) ?? number) <= known)) return;
  const newest = Math.max(...newer);
  throw new OperatingError('STORE_UNSUPPORTED', `the store's schema ${newest} is newer than this build's ${known}`, {
    retryable: false,
    help: 'upgrade this host: schemas only go forward, and this one no longer goes with a build this old',
    fields: { schema: newest, known },
  });
}
