// Records what a store of this build looks like, for builds to come: `node --import tsx test/compat/record-store.ts FOLDER`,
// once a release, with SLUICE_TEST_STACK where MariaDB is. A recording is never made anew: it is what a release has left behind.
// `*.sql` is a store, `*.jsonl` what the build says to the database while it fills one: a statement and its parameters a line.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { createConnection, escape, escapeId, type RowDataPacket } from 'mysql2/promise';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import type { KyselyPlugin } from 'kysely';
import { assembleStore } from '../../src/runtime/store/assemble-store.ts';
import type { Backend } from '../../src/runtime/store/backend.ts';
import { createMysqlBackend } from '../../src/runtime/store/mysql/mysql-backend.ts';
import { createSqliteBackend } from '../../src/runtime/store/sqlite/sqlite-backend.ts';
import { stack } from '../support/stack.ts';
import { START } from '../support/store-contract/fixtures.ts';
import { writeHistory } from './write-history.ts';

/** Statements are one after the other, each with this at its end. */
const END = ';\n\n';

interface Recording {
  readonly store: readonly string[];
  readonly said: readonly string[];
}

type Row = Readonly<Record<string, unknown>>;

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder that the recordings are written to');
await mkdir(folder, { recursive: true });
for (const [name, { store, said }] of [
  ['sqlite', await recordSqlite()],
  ['mariadb', await recordMariadb()],
] as const) {
  await writeFile(path.join(folder, `${name}.sql`), store.map((statement) => statement + END).join(''));
  await writeFile(path.join(folder, `${name}.jsonl`), said.map((line) => `${line}\n`).join(''));
}

async function recordSqlite(): Promise<Recording> {
  const temporary = await mkdtemp(path.join(tmpdir(), 'sluice-record-'));
  const file = path.join(temporary, 'sluice.db');
  const said = await fill(createSqliteBackend(file));
  const database = new DatabaseSync(file, { readOnly: true });
  const made = database
    .prepare(`select type, name, sql from sqlite_master where name like 'sluice%' and sql is not null order by rowid`)
    .all() as readonly Row[]; // SQLite's own table
  const statements = made.map((row) => String(row['sql']));
  const tables = made.filter(({ type }) => type === 'table').map(({ name }) => String(name));
  for (const name of tables)
    for (const row of rowsOf(database, name))
      statements.push(insert(name, row, (text) => `'${text.replaceAll("'", "''")}'`));
  database.close();
  await rm(temporary, { recursive: true });
  return { store: statements, said };
}

/** Numbers as they are: a fence may be greater than those of JavaScript. */
function rowsOf(database: InstanceType<typeof DatabaseSync>, table: string): readonly Row[] {
  const rows = database.prepare(`select * from ${table} order by rowid`);
  rows.setReadBigInts(true);
  return rows.all() as readonly Row[]; // columns by name
}

async function recordMariadb(): Promise<Recording> {
  const { mariadb } = await stack();
  if (mariadb === undefined) throw new Error('there is no MariaDB: set SLUICE_TEST_STACK');
  const { host, port, username, password } = mariadb;
  const database = `sluice_record_${process.pid}`;
  const address = { host, port, username, password, database };
  const said = await fill(createMysqlBackend(address, { connections: 1, queryTimeoutMs: 60_000 }));
  const connection = await createConnection({
    host,
    port,
    user: username,
    password,
    database,
    supportBigNumbers: true,
  });
  const [tables] = await connection.query<RowDataPacket[]>('SHOW TABLES');
  const names = tables.map((row) => String(Object.values(row)[0])).toSorted();
  const statements: string[] = [];
  for (const name of names) {
    const [made] = await connection.query<RowDataPacket[]>(`SHOW CREATE TABLE ${escapeId(name)}`);
    statements.push(String(made[0]?.['Create Table']));
    const [rows] = await connection.query<RowDataPacket[]>(`SELECT * FROM ${escapeId(name)}`);
    for (const row of rows) statements.push(insert(name, row, (text) => escape(text)));
  }
  await connection.query(`DROP DATABASE ${escapeId(database)}`);
  await connection.end();
  return { store: statements, said };
}

/** Fills a store, and returns what was said to the database meanwhile. */
async function fill(backend: Backend): Promise<readonly string[]> {
  const said: string[] = [];
  const executor = backend.db.getExecutor();
  const listening: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      const { sql, parameters } = executor.compileQuery(node, queryId);
      said.push(JSON.stringify([sql, ...parameters]));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const parts = { clock: createSystemClock() };
  const opened = assembleStore({ backend, ...parts });
  await opened.open(START);
  await writeHistory(assembleStore({ backend: { ...backend, db: backend.db.withPlugin(listening) }, ...parts }));
  await opened.close();
  return said;
}

function insert(table: string, row: Row, quote: (text: string) => string): string {
  const values = Object.values(row).map((value) =>
    value === null ? 'NULL' : typeof value === 'string' ? quote(value) : String(value),
  );
  return `INSERT INTO ${table} VALUES (${values.join(', ')})`;
}
