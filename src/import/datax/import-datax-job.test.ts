import { describe, expect, test } from 'vitest';
import { DatasourcePool } from '../definition/datasource-pool.ts';
import { loadImportSetup } from '../load-import-setup.ts';
import { importDataxJob } from './import-datax-job.ts';

const SETUP = await loadImportSetup(
  { name: 'batch', target: 'flinkx', version: '1.11' },
  { name: 'shop', engines: { batch: { type: 'flinkx', version: '1.11', home: '/opt/flinkx' } } },
);

interface Changes {
  readonly reader?: Record<string, unknown>;
  readonly writer?: Record<string, unknown>;
  readonly setting?: Record<string, unknown>;
  readonly content?: Record<string, unknown>;
}

/** A job as DataX's users write them: a MySQL table into another. */
function job({ reader = {}, writer = {}, setting = {}, content = {} }: Changes = {}): unknown {
  return {
    job: {
      setting: { speed: { channel: 3 }, errorLimit: { record: 0, percentage: 0.02 }, ...setting },
      content: [
        {
          reader: {
            name: 'mysqlreader',
            parameter: {
              username: 'reader',
              password: 'hunter2',
              column: ['id', '`name`'],
              splitPk: 'id',
              connection: [{ table: ['orders'], jdbcUrl: ['jdbc:mysql://erp.example:3306/erp?useSSL=false'] }],
              ...reader,
            },
          },
          writer: {
            name: 'mysqlwriter',
            parameter: {
              username: 'writer',
              password: 'hunter3',
              writeMode: 'insert',
              column: ['id', 'name'],
              preSql: ["delete from ods_orders where pt = '${bizdate}'"],
              connection: [{ table: ['ods_orders'], jdbcUrl: 'jdbc:mysql://ods.example:3306/ods' }],
              ...writer,
            },
          },
          ...content,
        },
      ],
    },
  };
}

/** ORC has no encoding, which DataX does not look at there. */
const HDFS = {
  name: 'hdfsreader',
  parameter: {
    defaultFS: 'hdfs://ns1',
    path: '/warehouse/orders',
    fileType: 'orc',
    encoding: 'UTF-8',
    column: [
      { index: 0, type: 'long' },
      { index: 1, type: 'string' },
    ],
  },
};

function imported(changes?: Changes): ReturnType<typeof importDataxJob> & { readonly pool: DatasourcePool } {
  const pool = new DatasourcePool([]);
  return { ...importDataxJob(job(changes), 'orders.json', 'orders', pool, SETUP), pool };
}

const reasons = ({ differences }: ReturnType<typeof importDataxJob>): string[] =>
  differences.map(({ path, reason }) => `${path} ${reason}`);

describe('a DataX job', () => {
  test('becomes a pipeline; passwords become references and are shown nowhere', () => {
    const { definition, differences, datasources, problems, pool } = imported();
    expect(problems).toEqual([]);
    expect(definition).toEqual({
      name: 'orders',
      schedule: 'manual',
      engine: 'batch',
      source: { datasource: 'erp', table: 'orders', columns: ['id', 'name'], splitBy: 'id' },
      sink: { datasource: 'ods', table: 'ods_orders', preSql: ["delete from ods_orders where pt = '${bizdate}'"] },
      settings: { parallelism: 3, errorLimit: { rows: 0, percent: 2 } },
    });
    expect(datasources).toEqual(['erp', 'ods']);
    expect(differences.map(({ path, from, reason }) => [path, from, reason])).toEqual([
      ['job.content[0].reader.parameter.password', '(secret)', 'secret'],
      ['job.content[0].writer.parameter.password', '(secret)', 'secret'],
    ]);
    for (const name of datasources) pool.keep(name);
    expect(pool.kept.map(({ password }) => password)).toEqual([
      '${secret:env/ERP_PASSWORD}',
      '${secret:env/ODS_PASSWORD}',
    ]);
    expect(JSON.stringify([definition, differences, pool.kept])).not.toContain('hunter');
  });

  test('constants are columns; with an expression the SELECT is the query', () => {
    const constant = imported({ reader: { column: ['id', "'erp'"] } });
    expect(constant.definition?.source?.columns).toEqual(['id', { name: 'c1', value: 'erp' }]);
    const { definition, ...rest } = imported({ reader: { column: ['id', 'upper(name)'], where: 'id > 1' } });
    expect(definition?.source).toMatchObject({
      query: 'SELECT id AS c0, upper(name) AS c1 FROM orders WHERE id > 1',
      columns: ['c0', 'c1'],
    });
    expect(reasons(rest)).toContain('job.content[0].reader.parameter.column rewritten');
  });

  test('what has no counterpart is listed: options, settings, keys that nobody knows, elements never run', () => {
    const found = imported({
      reader: { session: ['set x = 1'], wehre: 'id > 1', fetchSize: 500 },
      writer: { batchSize: 512, batchByteSize: 1 },
      setting: { speed: { channel: 1, record: 100 } },
    });
    expect(found.definition?.source?.options).toEqual({ fetchSize: 500 });
    expect(found.definition?.sink?.options).toEqual({ batchSize: 512 });
    expect(reasons(found)).toEqual([
      'job.setting.speed.record not-carried',
      'job.content[0].reader.parameter.password secret',
      'job.content[0].reader.parameter.session not-carried',
      'job.content[0].reader.parameter.wehre unknown-key',
      'job.content[0].writer.parameter.password secret',
      'job.content[0].writer.parameter.batchByteSize not-carried',
    ]);
  });

  test('a read that is not split has one channel, as in DataX', () => {
    const found = imported({ reader: { splitPk: '' } });
    expect(found.definition?.settings).not.toHaveProperty('parallelism');
    expect(reasons(found)).toContain('job.setting.speed.channel ignored-by-engine');
  });

  test.each<[string, Changes]>([
    ['transformers', { content: { transformer: [{ name: 'dx_filter' }] } }],
    [
      'several databases',
      { reader: { connection: ['a', 'b'].map((db) => ({ table: ['t'], jdbcUrl: [`jdbc:mysql://h:1/${db}`] })) } },
    ],
    [
      'several queries',
      { reader: { connection: [{ querySql: ['select 1', 'select 2'], jdbcUrl: ['jdbc:mysql://h:1/a'] }] } },
    ],
    ['several target tables', { writer: { connection: [{ table: ['a', 'b'], jdbcUrl: 'jdbc:mysql://h:1/a' }] } }],
  ])('%s would be other rows without it: not imported', (_what, changes) => {
    const { definition, problems } = imported(changes);
    expect(definition).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'SL0925' }]);
  });

  test('a field that the connector does not have is listed', () => {
    const found = imported({ content: { reader: HDFS } });
    expect(found.problems).toEqual([]);
    expect(found.definition?.source).toMatchObject({ path: '/warehouse/orders', file: { type: 'orc' } });
    expect(reasons(found)).toContain('job.content[0].reader.parameter.encoding not-carried');
  });

  test('a plugin without a counterpart is named', () => {
    const other = job() as { job: { content: { reader: { name: string } }[] } };
    for (const content of other.job.content) content.reader.name = 'tsdbreader';
    const { problems } = importDataxJob(other, 'orders.json', 'orders', new DatasourcePool([]), SETUP);
    expect(problems).toMatchObject([{ code: 'SL0922', at: { path: ['job', 'content', 0, 'reader', 'name'] } }]);
  });
});
