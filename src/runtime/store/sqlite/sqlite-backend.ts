import { Kysely, sql, type Dialect } from 'kysely';
import type { Backend } from '../backend.ts';
import type { StoreSchema } from '../schema.ts';
import { openSqliteConnection } from './sqlite-connection.ts';
import { createSqliteDialect } from './sqlite-dialect.ts';
import { classifySqliteFailure, isSqliteDuplicate } from './sqlite-failure.ts';

/**
 * The embedded database: one file, one writer, any number of processes on one host.
 *
 * @param dialect How the file is reached.
 */
export function createSqliteBackend(
  path: string,
  dialect: Dialect = createSqliteDialect(() => openSqliteConnection(path)),
): Backend {
  const db = new Kysely<StoreSchema>({ dialect });
  return {
    flavour: 'sqlite',
    db,
    async prepare() {
      await sql`select 1`.execute(db);
    },
    async withMigrationLock(work) {
      // DDL is transactional here, and BEGIN IMMEDIATE is the lock.
      await db.transaction().execute((transaction) =>
        work({
          async execute(statement, parameters = []) {
            const result = await transaction.executeQuery({
              ...sql.raw(statement).compile(transaction),
              parameters,
            });
            // `as` because rows are objects by SQLite's own contract.
            return result.rows as readonly Readonly<Record<string, unknown>>[];
          },
        }),
      );
    },
    classify: (thrown) => classifySqliteFailure(thrown, path),
    isDuplicate: isSqliteDuplicate,
    close: () => db.destroy(),
  };
}
