// The floor of the local engine: a bare script that moves the same rows with the same drivers, checks nothing and
// counts nothing. Prints the milliseconds it took, without its own start.
import { DatabaseSync } from '@photostructure/sqlite';
import { readFileSync } from 'node:fs';
import { NAMES } from './typed-rows.mjs';

const [mode, from, to] = process.argv.slice(2);
const MOVES = { 'csv-to-sqlite': csvToSqlite, 'sqlite-to-parquet': sqliteToParquet, 'mysql-to-mysql': mysqlToMysql };
const began = performance.now();
await MOVES[mode]();
process.stdout.write(`${performance.now() - began}\n`);

async function csvToSqlite() {
  const database = new DatabaseSync(to);
  database.exec('create table orders (id integer, amount real, updated_at text, note text, paid integer, weight real)');
  const insert = database.prepare('insert into orders values (?, ?, ?, ?, ?, ?)');
  database.exec('begin');
  const lines = readFileSync(from, 'utf8').split('\n');
  for (const line of lines.slice(1)) {
    if (line === '') continue;
    const [id, amount, at, note, paid, weight] = line.split(',');
    insert.run(Number(id), Number(amount), at, note, paid === 'true' ? 1 : 0, Number(weight));
  }
  database.exec('commit');
  database.close();
}

async function sqliteToParquet() {
  const duckdb = await import('@duckdb/node-api');
  const database = new DatabaseSync(from, { readOnly: true });
  const instance = await duckdb.DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    'create table orders (id bigint, amount varchar, updated_at varchar, note varchar, paid boolean, weight double)',
  );
  const types = [duckdb.BIGINT, duckdb.VARCHAR, duckdb.VARCHAR, duckdb.VARCHAR, duckdb.BOOLEAN, duckdb.DOUBLE];
  const appender = await connection.createAppender('orders');
  let rows = [];
  const flush = () => {
    const chunk = duckdb.DuckDBDataChunk.create(types, rows.length);
    chunk.setColumns(types.map((_, index) => rows.map((row) => row[index])));
    appender.appendDataChunk(chunk);
    rows = [];
  };
  for (const row of database.prepare(`select ${NAMES.join(', ')} from orders`).iterate()) {
    rows.push([BigInt(row.id), String(row.amount), row.updated_at, row.note, row.paid === 1, row.weight]);
    if (rows.length === 1_000) flush();
  }
  if (rows.length > 0) flush();
  appender.flushSync();
  appender.closeSync();
  const select =
    'select id, cast(amount as decimal(14,2)) amount, cast(updated_at as timestamp) updated_at, note, paid, weight from orders';
  await connection.run(`copy (${select}) to '${to}' (format parquet)`);
  connection.closeSync();
  database.close();
}

async function mysqlToMysql() {
  const mysql = (await import('mysql2')).default;
  const settings = JSON.parse(process.env.SLUICE_BENCH_MYSQL);
  const options = { ...settings, dateStrings: true, supportBigNumbers: true, bigNumberStrings: true };
  const [reader, writer] = [mysql.createConnection(options), mysql.createConnection(options)];
  const write = (sql, values) => writer.promise().query(sql, values);
  await write('start transaction');
  let rows = [];
  const flush = async () => {
    await write(`insert into ${to} (${NAMES.join(', ')}) values ?`, [rows]);
    rows = [];
  };
  for await (const row of reader
    .query({ sql: `select ${NAMES.join(', ')} from ${from}`, rowsAsArray: true })
    .stream({ highWaterMark: 2_000 })) {
    rows.push(row);
    if (rows.length === 1_000) await flush();
  }
  if (rows.length > 0) await flush();
  await write('commit');
  reader.destroy();
  await writer.promise().end();
}
