import mysql, { type Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PipelineNode } from '../../src/compiler/index.ts';
import { compileProject } from '../../src/compiler/index.ts';
import { wordsOf } from '../../src/message/index.ts';
import { askDatasource, createSystemClock } from '../../src/runtime/index.ts';
import { stack } from '../support/stack.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const { mariadb } = await stack();
const DATABASE = `sluice_ask_${process.pid}`;

describe.skipIf(mariadb === undefined)('a question of one value to MariaDB', () => {
  let connection: Connection;
  let folder: TempDir;
  let pipeline: PipelineNode;
  beforeAll(async () => {
    if (mariadb === undefined) return;
    const { host, port, username: user, password } = mariadb;
    connection = await mysql.createConnection({ host, port, user, password, multipleStatements: true });
    await connection.query(
      `create database ${DATABASE}; use ${DATABASE}; create table orders (id bigint primary key, changed datetime(3), seen timestamp(3) null);
       set time_zone = '+00:00';
       insert into orders values (1, '2026-03-01 08:00:00.5', '2026-03-01 08:00:00.5'), (9007199254740993, null, null)`,
    );
    folder = await tempDir();
    await writeFiles(folder.path, {
      'sluice.yaml': 'name: shop\nedition: 2026\nengines: { here: { type: local } }\ndefaults: { engine: here }\n',
      'datasources/erp.yaml': `name: erp\ntype: mariadb\nhost: ${host}\nport: ${port}\ndatabase: ${DATABASE}\nusername: ${user}\npassword: "\${secret:env/ERP_PASSWORD}"\n`,
      'datasources/files.yaml': 'name: files\ntype: file\npath: out\n',
      'pipelines/orders.yaml':
        'name: orders\nschedule: manual\nsource: { datasource: erp, table: orders, columns: [{ name: id, type: bigint }] }\nsink: { datasource: files, path: a.csv }\n',
    });
    const { nodes = [], diagnostics } = await compileProject(folder.path);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    [pipeline] = nodes as [PipelineNode];
  });
  afterAll(async () => {
    await connection?.query(`drop database if exists ${DATABASE}`);
    await connection?.end();
    await folder?.[Symbol.asyncDispose]();
  });

  const ask = (sql: string, password = mariadb?.password ?? '') => {
    const datasource = pipeline.work.kind === 'movement' ? pipeline.work.source.datasource : undefined;
    if (datasource === undefined) throw new Error('the pipeline reads from a datasource');
    return askDatasource({
      root: folder.path,
      pipeline,
      datasource,
      sql,
      environment: { ERP_PASSWORD: password },
      clock: createSystemClock(),
    });
  };

  test.each([
    ['select max(id) from orders', '9007199254740993'],
    ['select max(changed) from orders; ', '2026-03-01 08:00:00.500'],
    ['select id from orders where id < 5 -- the first', '1'],
    ['select max(id) from orders where id < 0', undefined],
  ])('is answered as text: %s', async (sql, value) => {
    expect(await ask(sql)).toEqual({ value });
  });

  test('tells times in UTC, whatever the zone of the server', async () => {
    const [[before]] = (await connection.query('select @@global.time_zone as zone')) as unknown as [{ zone: string }[]];
    await connection.query("set global time_zone = '+08:00'");
    try {
      expect(await ask('select max(seen) from orders')).toEqual({ value: '2026-03-01 08:00:00.500' });
      expect(await ask('select max(changed) from orders')).toEqual({ value: '2026-03-01 08:00:00.500' });
      const milliseconds = String(Date.UTC(2026, 2, 1, 8, 0, 0, 500));
      expect(await ask('select floor(unix_timestamp(max(seen)) * 1000) from orders')).toEqual({ value: milliseconds });
      const shanghai = "convert_tz(max(changed), '+08:00', '+00:00')";
      expect(await ask(`select floor(unix_timestamp(${shanghai}) * 1000) from orders`)).toEqual({
        value: String(Number(milliseconds) - 8 * 3_600_000),
      });
    } finally {
      await connection.query('set global time_zone = ?', [before?.zone ?? 'SYSTEM']);
    }
  });

  test.each([
    ['select id from orders', /did not take the question: Subquery returns more than 1 row/],
    ['select id, changed from orders where id = 1', /did not take the question: .*1 column/],
    ['delete from orders', /did not take the question: .*syntax/],
  ])('that has no one value for an answer says so: %s', async (sql, words) => {
    const answer = await ask(sql);
    expect('failure' in answer ? wordsOf(answer.failure, undefined) : '').toMatch(words);
    const [rows] = await connection.query('select count(*) as n from orders');
    expect(rows).toEqual([{ n: 2 }]);
  });

  test('tells a login that is refused, and never its password', async () => {
    const answer = await ask('select 1', 'not-the-password');
    expect(JSON.stringify(answer)).toContain('refuses the login');
    expect(JSON.stringify(answer)).not.toContain('not-the-password');
  });
});
