import { createHash } from 'node:crypto';
import { Kysely } from 'kysely';
import { createConnection, type Connection, type ConnectionOptions, type RowDataPacket } from 'mysql2/promise';
import { OperatingError } from '../../errors.ts';
import type { Backend } from '../backend.ts';
import type { StoreSchema } from '../schema.ts';
import { connectionOptions, sessionStatements, type MysqlAddress } from './mysql-connection.ts';
import { SharedLockMysqlDialect } from './mysql-dialect.ts';
import { classifyMysqlFailure, isMysqlDuplicate } from './mysql-failure.ts';
import { checkMysqlVersion } from './mysql-version.ts';
import { createSessionPool, type SessionPoolOptions } from './session-pool.ts';

const MIGRATION_LOCK_WAIT_S = 60;

/** MySQL 8 and newer or MariaDB 10.6 and newer. */
export function createMysqlBackend(address: MysqlAddress, options: SessionPoolOptions): Backend {
  const db = new Kysely<StoreSchema>({
    dialect: new SharedLockMysqlDialect({ pool: async () => createSessionPool(address, options) }),
  });
  const beside = (database: string | undefined, work: (connection: Connection) => Promise<void>): Promise<void> =>
    withConnection(connectionOptions(address, database, options.queryTimeoutMs), work);
  return {
    flavour: 'mysql',
    db,
    prepare: () => beside(undefined, (connection) => prepareDatabase(connection, address.database)),
    withMigrationLock: (work) =>
      beside(address.database, async (connection) => {
        await lockForMigration(connection, address.database);
        // The lock ends with the connection.
        await work({
          async execute(statement, parameters = []) {
            const [rows] = await connection.query<RowDataPacket[]>(statement, [...parameters]);
            return Array.isArray(rows) ? rows : [];
          },
        });
      }),
    classify: (thrown) => classifyMysqlFailure(thrown, address),
    isDuplicate: isMysqlDuplicate,
    close: () => db.destroy(),
  };
}

/** One connection beside the pool, closed afterwards. Errors are the driver's; the caller classifies them. */
async function withConnection(
  options: ConnectionOptions,
  work: (connection: Connection) => Promise<void>,
): Promise<void> {
  const connection = await createConnection(options);
  // An error between two commands is told to the next command; without a listener it would end the process.
  connection.on('error', () => undefined);
  try {
    for (const statement of sessionStatements()) await connection.query(statement);
    await work(connection);
  } finally {
    connection.destroy();
  }
}

async function prepareDatabase(connection: Connection, database: string): Promise<void> {
  const [versions] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version');
  checkMysqlVersion(String(versions[0]?.['version']));
  const [found] = await connection.query<RowDataPacket[]>(
    'SELECT schema_name FROM information_schema.schemata WHERE schema_name = ?',
    [database],
  );
  if (found.length > 0) return;
  await connection.query('CREATE DATABASE IF NOT EXISTS ?? CHARACTER SET utf8mb4 COLLATE utf8mb4_bin', [database]);
}

async function lockForMigration(connection: Connection, database: string): Promise<void> {
  // Locks are named per server, not per database, and a name has at most 64 characters.
  const name = `sluice_migrate_${createHash('sha256').update(database).digest('hex').slice(0, 32)}`;
  const [rows] = await connection.query<RowDataPacket[]>('SELECT GET_LOCK(?, ?) AS got', [name, MIGRATION_LOCK_WAIT_S]);
  if (rows[0]?.['got'] === 1) return;
  throw new OperatingError('STORE_LOCKED', 'another process is migrating the store', {
    retryable: true,
    help: 'wait for it to end, or end it',
  });
}
