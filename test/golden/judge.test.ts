import { describe, expect, test } from 'vitest';
import { compileProject } from '../../src/compiler/index.ts';
import { NO_FACTS, type Facts, type MysqlFacts, type TableFacts } from '../../src/runtime/inspect/facts.ts';
import { judge } from '../../src/runtime/inspect/judge/judge.ts';
import { parseGrants } from '../../src/runtime/inspect/mysql/parse-grants.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { tempDir } from '../support/temp-dir.ts';

const ORDERS: TableFacts = { columns: [], primaryKey: ['id'], indexes: [], rows: 50_000 };
const SERVER: MysqlFacts = {
  database: 'erp',
  version: '8.0.36',
  user: 'sync@%',
  grants: parseGrants(['GRANT ALL PRIVILEGES ON *.* TO `sync`@`%`']),
  ignoresCase: false,
  binlog: { on: true, format: 'ROW', rowImage: 'FULL' },
};

function facts(more: Partial<Facts> = {}, mysql: Partial<MysqlFacts> = {}): Facts {
  return {
    ...NO_FACTS,
    depth: 'tables',
    tables: new Map([['orders', ORDERS]]),
    names: ['orders'],
    mysql: { ...SERVER, ...mysql },
    ...more,
  };
}

/** What is said of a pipeline of the base project beside facts of `erp`. */
async function said(pipeline: string, erp: Facts): Promise<readonly string[]> {
  await using folder = await tempDir();
  await writeBaseProject(folder.path, { 'pipelines/a.yaml': `name: a\n${pipeline}` });
  const { diagnostics } = await compileProject(folder.path, {
    judge: (pipelines) =>
      judge({ root: folder.path, pipelines, datasources: new Map([['erp', erp]]), engines: new Map() }),
  });
  return diagnostics.filter(({ code }) => code.startsWith('SL10')).map(({ code, message }) => `${code} ${message}`);
}

const COPY = `schedule: manual
source: { datasource: erp, table: orders, columns: [id, at timestamp], incremental: { column: at } }
sink: { datasource: warehouse, table: orders }
`;
const CHANGES = `schedule: continuous
engine: batch
source: { connector: binlog, datasource: erp, table: [orders] }
sink: { connector: stream }
`;

describe('judge', () => {
  test('says an index that is missing, and not of small tables, views and indexes that do', async () => {
    const of = (table: Partial<TableFacts>): Facts => facts({ tables: new Map([['orders', { ...ORDERS, ...table }]]) });
    const missing = 'SL1018 no index of `orders` begins with `at`';
    expect(await said(COPY, of({}))).toEqual([missing]);
    const { rows: _, ...unknown } = ORDERS;
    expect(await said(COPY, facts({ tables: new Map([['orders', unknown]]) }))).toEqual([missing]);
    expect(await said(COPY, of({ indexes: [{ columns: ['id', 'at'], unique: false }] }))).toEqual([missing]);
    expect(await said(COPY, of({ indexes: [{ columns: ['AT', 'id'], unique: false }] }))).toEqual([]);
    expect(await said(COPY, of({ primaryKey: ['at'] }))).toEqual([]);
    expect(await said(COPY, of({ rows: 9_999 }))).toEqual([]);
    expect(await said(COPY, of({ isView: true }))).toEqual([]);
  });

  test('says what keeps a stream of changes from the binlog', async () => {
    const of = (binlog: MysqlFacts['binlog']): Facts => facts({}, { binlog });
    expect(await said(CHANGES, facts())).toEqual([]);
    expect(await said(CHANGES, of({ on: false, format: 'ROW', rowImage: 'FULL' }))).toEqual([
      'SL1019 the server of datasource `erp` writes no binlog',
    ]);
    expect(await said(CHANGES, of({ on: true, format: 'MIXED', rowImage: 'FULL' }))).toEqual([
      'SL1019 the binlog of datasource `erp` has format `MIXED`',
    ]);
    expect(await said(CHANGES, of({ on: true, format: 'ROW', rowImage: 'MINIMAL' }))).toEqual([
      'SL1019 the binlog of datasource `erp` holds rows in part: `MINIMAL`',
    ]);
    // before 5.6.2 there is no such setting: rows are whole
    expect(await said(CHANGES, of({ on: true, format: 'ROW', rowImage: '' }))).toEqual([]);
    const grants = parseGrants(['GRANT SELECT, REPLICATION SLAVE ON *.* TO `sync`@`%`']);
    expect(await said(CHANGES, facts({}, { grants }))).toEqual([
      'SL1016 user `sync@%` lacks `REPLICATION CLIENT` on `*.*`',
    ]);
  });

  test('asks of a reader of single columns no more than those', async () => {
    const grants = parseGrants(['GRANT SELECT (`id`, `at`) ON `erp`.`orders` TO `sync`@`%`']);
    const table = new Map([['orders', { ...ORDERS, primaryKey: ['at'] }]]);
    expect(await said(COPY, facts({ tables: table }, { grants }))).toEqual([]);
    const all = COPY.replace('columns: [id, at timestamp], incremental: { column: at }', 'columns: "*"');
    expect(await said(all, facts({ tables: table }, { grants }))).toEqual([
      'SL1016 user `sync@%` lacks `SELECT` on `erp.orders`',
    ]);
  });

  test('asks nothing of privileges that a server does not tell', async () => {
    const { grants: _, ...rest } = SERVER;
    expect(await said(COPY.replace('at timestamp', 'id2'), facts({ mysql: { ...rest, grants: undefined } }))).toEqual(
      [],
    );
  });

  test('misses no table that another pipeline makes beforehand', async () => {
    const missing = facts({ tables: new Map(), missing: new Set(['orders']), names: [] });
    const copy = COPY.replace('datasource: warehouse, table: orders', 'datasource: erp, table: orders');
    expect(await said(COPY, missing)).toEqual(['SL1015 datasource `erp` has no table `orders`']);
    expect(
      await said(
        copy.replace('table: orders }\n', 'table: orders, preSql: ["create table if not exists orders (id int)"] }\n'),
        missing,
      ),
    ).toEqual([]);
  });
});
