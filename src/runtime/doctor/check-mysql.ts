import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { say } from '../../message/index.ts';
import type { Clock } from '../ports/index.ts';
import {
  checkMysqlVersion,
  classifyMysqlFailure,
  connectionOptions,
  sessionStatements,
  type MysqlAddress,
} from '../store/index.ts';
import { failed, ok, skipped, warning, type Check, type CheckResult } from './check.ts';
import { toldFailure } from './told-failure.ts';
import { missingPrivileges } from './granted-privileges.ts';
import { judgeClock } from './judge-clock.ts';
import { judgeSchema } from './judge-schema.ts';

const ANSWER_MS = 8_000;
/** An artefact of a large pipeline has some megabytes. */
const SMALL_PACKET_BYTES = 16 * 1024 ** 2;

/** The store's server, looked at without changing anything on it. */
export function mysqlCheck(address: MysqlAddress, clock: Clock, version: string): Check {
  return {
    name: 'store',
    async run(signal) {
      let connection: Connection | undefined;
      try {
        connection = await createConnection(connectionOptions(address, undefined, ANSWER_MS));
        const opened = connection;
        opened.on('error', () => undefined);
        signal.addEventListener('abort', () => opened.destroy());
        return await lookAt(new Questions(opened), address, clock, version);
      } catch (thrown) {
        const { error } = classifyMysqlFailure(thrown, address);
        throw error;
      } finally {
        connection?.destroy();
      }
    },
  };
}

type Row = Readonly<Record<string, unknown>>;

/** Rows by the names that the statement gives its columns. */
class Questions {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async rows(statement: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    const [rows] = await this.#connection.query<RowDataPacket[]>(statement, [...values]);
    return Array.isArray(rows) ? rows : [];
  }

  async row(statement: string, values: readonly unknown[] = []): Promise<Row> {
    return (await this.rows(statement, values))[0] ?? {};
  }
}

async function lookAt(
  ask: Questions,
  address: MysqlAddress,
  clock: Clock,
  version: string,
): Promise<readonly CheckResult[]> {
  const place = `${address.host}:${address.port}`;
  const reach = ok('store.reach', say`the server on ${place} takes the user \`${address.username}\``);
  const server = String((await ask.row('SELECT VERSION() AS version'))['version']);
  try {
    checkMysqlVersion(server);
  } catch (thrown) {
    return [reach, toldFailure('store.version', thrown)];
  }
  for (const statement of sessionStatements()) await ask.rows(statement);
  const found = await ask.rows('SELECT schema_name AS name FROM information_schema.schemata WHERE schema_name = ?', [
    address.database,
  ]);
  const isThere = found.length > 0;
  return [
    reach,
    ok('store.version', say`the server is ${server}`),
    isThere
      ? ok('store.database', say`the database \`${address.database}\` is there`)
      : warning(
          'store.database',
          say`there is no database \`${address.database}\` that this user sees: \`sluice serve\` makes it where it may`,
          say`create it: CREATE DATABASE \`${address.database}\` CHARACTER SET utf8mb4`,
        ),
    await privileges(ask, address),
    await readOnly(ask),
    ...(await settings(ask)),
    await clockOf(ask, clock),
    ...(isThere ? await tables(ask, address.database, version) : []),
  ];
}

async function privileges(ask: Questions, { database, username }: MysqlAddress): Promise<CheckResult> {
  const name = 'store.privileges';
  const rows = await ask.rows('SHOW GRANTS');
  const grants = rows.map((row) => String(Object.values(row)[0]));
  const missing = missingPrivileges(grants, database);
  if (missing === undefined)
    return skipped(name, say`what the roles of \`${username}\` may do in \`${database}\` is not looked at`);
  if (missing.length === 0) return ok(name, say`\`${username}\` may do in \`${database}\` what is needed`);
  return failed(
    name,
    say`\`${username}\` may not ${missing.join(', ')} in \`${database}\``,
    say`GRANT ${missing.join(', ')} ON \`${database}\`.* TO '${username}'`,
  );
}

async function readOnly(ask: Questions): Promise<CheckResult> {
  const { readonly } = await ask.row('SELECT @@global.read_only AS readonly');
  if (String(readonly) === '0') return ok('store.writable', say`the server takes writes`);
  return failed(
    'store.writable',
    say`the server is read-only, as a replica is`,
    say`let MYSQL_ADDRESS name the primary, or SET GLOBAL read_only = 0 where this is it`,
  );
}

async function settings(ask: Questions): Promise<readonly CheckResult[]> {
  const row = await ask.row(`SELECT @@global.max_allowed_packet AS packet, @@global.log_bin AS logs,
    @@session.binlog_format AS format, @@global.innodb_flush_log_at_trx_commit AS flush`);
  const found: CheckResult[] = [];
  // InnoDB writes nothing under READ COMMITTED there: error 1665
  if (String(row['logs']) === '1' && String(row['format']) === 'STATEMENT')
    found.push(
      failed(
        'store.settings',
        say`binlog_format is STATEMENT, under which the server refuses what the store writes`,
        say`set binlog_format to ROW`,
      ),
    );
  if (Number(row['packet']) < SMALL_PACKET_BYTES)
    found.push(
      warning(
        'store.settings',
        say`max_allowed_packet is ${Number(row['packet'])} bytes, less than a large pipeline may have`,
        say`set max_allowed_packet to 64M`,
      ),
    );
  if (String(row['flush']) !== '1')
    found.push(
      warning(
        'store.settings',
        say`innodb_flush_log_at_trx_commit is ${String(row['flush'])}: what was committed is lost when the server's machine fails`,
        say`set innodb_flush_log_at_trx_commit to 1`,
      ),
    );
  return found.length > 0 ? found : [ok('store.settings', say`the settings of the server fit`)];
}

async function clockOf(ask: Questions, clock: Clock): Promise<CheckResult> {
  const before = clock.now();
  const { now } = await ask.row('SELECT ROUND(UNIX_TIMESTAMP(NOW(3)) * 1000) AS now');
  const after = clock.now();
  return judgeClock('store.clock', Number(now) - (before + after) / 2, after - before);
}

async function tables(ask: Questions, database: string, version: string): Promise<readonly CheckResult[]> {
  const names = new Set(
    (
      await ask.rows(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_name LIKE 'sluice%'",
        [database],
      )
    ).map((row) => String(row['name'])),
  );
  if (!names.has('sluice_migration')) return [judgeSchema([])];
  const reach = names.has('sluice_migration_reach')
    ? await ask.rows('SELECT number, works_from AS worksFrom FROM ??.sluice_migration_reach', [database])
    : [];
  const worksFrom = new Map(reach.map((row) => [Number(row['number']), Number(row['worksFrom'])]));
  const made = (await ask.rows('SELECT number FROM ??.sluice_migration', [database])).map((row) => {
    const number = Number(row['number']);
    return { number, worksFrom: worksFrom.get(number) ?? number };
  });
  return [judgeSchema(made), ...(names.has('sluice_process') ? await processes(ask, database, version) : [])];
}

/** A process that has said nothing for so long is gone, or nearly. */
const SILENT_MS = 60_000;

async function processes(ask: Questions, database: string, version: string): Promise<readonly CheckResult[]> {
  const rows = await ask.rows(
    'SELECT name, version FROM ??.sluice_process WHERE seen_at > UNIX_TIMESTAMP(NOW(3)) * 1000 - ?',
    [database, SILENT_MS],
  );
  const others = rows.filter((row) => row['version'] !== version);
  if (others.length === 0) return [ok('store.processes', say`${rows.length} daemons run on this store`)];
  const told = others.map((row) => `${String(row['name'])} (${String(row['version'])})`).join(', ');
  return [
    warning(
      'store.processes',
      say`daemons of another version run on this store: ${told}`,
      say`upgrade them one after the other; only neighbouring releases go on beside each other`,
    ),
  ];
}
