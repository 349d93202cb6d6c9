import { describe, expect, it } from 'vitest';
import type { Artefact, ArtefactJob } from '../../artefact/index.ts';
import { bind } from '../../artefact/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { emitLocal, type LocalJob } from '../../targets/index.ts';
import type { Connector } from '../connector.ts';
import { connector as file } from '../file/index.ts';
import { connector as mysql } from '../mysql/index.ts';
import { at, collect, column, datasource, pipelineNode, type Changes } from '../../../../test/support/pipeline-node.ts';
import { saying } from '../../../../test/support/saying.ts';
import { connector as sqlite } from './index.ts';

interface Emitted {
  readonly job: ArtefactJob;
  readonly local: LocalJob;
  readonly diagnostics: readonly Diagnostic[];
}

function emit(source: Connector, sink: Connector, changes: Changes): Emitted {
  const pipeline = pipelineNode('local', {
    ...changes,
    source: { connector: source.spec.name, ...changes.source },
    sink: { connector: sink.spec.name, ...changes.sink },
  });
  const context = collect(pipeline);
  const job = emitLocal(pipeline, source.local ?? {}, sink.local ?? {}, context);
  return { job, local: job.template as unknown as LocalJob, diagnostics: context.diagnostics };
}

const WAREHOUSE = datasource('warehouse', { type: 'sqlite', path: 'data/warehouse.db' });
const FLIGHTS = { tables: [], path: 'data/flights.csv', file: { type: 'csv', header: true } } as const;

describe('local jobs', () => {
  it('file to SQLite, typed', () => {
    const folder = datasource('landing', { type: 'file', path: 'data' });
    const { local, diagnostics } = emit(file, sqlite, {
      source: { ...FLIGHTS, datasource: folder, columns: [column('delay', { name: 'int32' })] },
      sink: { datasource: WAREHOUSE, table: 'flights', mode: 'overwrite' },
      settings: { errorRows: 3, bytesPerSecond: 1000 },
    });
    expect(diagnostics).toEqual([]);
    expect(local).toEqual({
      source: {
        connector: 'file',
        connection: { path: 'data' },
        table: null,
        query: null,
        path: 'data/flights.csv',
        file: { type: 'csv', header: true },
        columns: [{ name: 'delay', type: 'int32' }],
        where: null,
        incremental: null,
        options: {},
      },
      transform: null,
      sink: {
        connector: 'sqlite',
        connection: { path: 'data/warehouse.db' },
        table: 'flights',
        path: null,
        file: null,
        columns: [{ name: 'delay', type: 'int32', from: 'delay' }],
        mode: 'overwrite',
        key: [],
        preSql: [],
        postSql: [],
        options: {},
      },
      settings: { errorRows: 3, bytesPerSecond: 1000 },
    });
  });

  it('a constant of the source is put in at the sink', () => {
    const columns = [
      column('id', { name: 'decimal', precision: 18, scale: 2 }),
      column('origin', { name: 'string', length: 9 }, { value: 'erp' }),
    ];
    const { local } = emit(sqlite, sqlite, {
      source: { datasource: WAREHOUSE, columns },
      sink: { datasource: WAREHOUSE },
    });
    expect(local.source.columns).toEqual([{ name: 'id', type: 'decimal(18,2)' }]);
    expect(local.sink.columns).toEqual([
      { name: 'id', type: 'decimal(18,2)', from: 'id' },
      { name: 'origin', type: 'string(9)', value: 'erp' },
    ]);
  });

  it('an incremental read begins after the cursor, or at the beginning', () => {
    const incremental = { kind: 'incremental', column: 'id', type: { name: 'int64' }, at: at('source') } as const;
    const { job } = emit(sqlite, sqlite, {
      source: { datasource: WAREHOUSE, incremental },
      sink: { datasource: WAREHOUSE },
      transform: 'select * from source',
    });
    const after = (cursor?: string): unknown => (bound(job, cursor) as LocalJob).source.incremental;
    expect(after()).toEqual({ column: 'id', type: 'int64', after: '' });
    expect(after('7')).toEqual({ column: 'id', type: 'int64', after: '7' });
    expect((bound(job, undefined) as LocalJob).transform).toEqual({ sql: 'select * from source' });
  });

  it('MySQL connects by host, port and database, also out of a JDBC address', () => {
    const url = 'jdbc:mysql://db.example:3307/shop?useSSL=false';
    const { local, diagnostics } = emit(mysql, mysql, { sink: { datasource: datasource('ods', { url }) } });
    expect(local.source.connection).toMatchObject({
      host: 'erp.example',
      port: '3306',
      database: 'erp',
      username: 'sync',
    });
    expect(local.sink.connection).toMatchObject({ host: 'db.example', port: '3307', database: 'shop' });
    expect(JSON.stringify(local.sink.connection)).not.toContain('useSSL');
    expect(diagnostics).toEqual([]);
    const cluster = datasource('ods', { url: 'jdbc:mysql:replication://a,b/shop' });
    expect(emit(mysql, mysql, { sink: { datasource: cluster } }).diagnostics).toMatchObject([{ code: 'SL0203' }]);
  });

  it('values in MySQL’s SQL are escaped its way, in SQLite’s the standard way', () => {
    const where = { kind: 'run-time-text', parts: ["a = '", { kind: 'pipeline' }, "'"] } as const;
    const hole = (connector: Connector, escape: string): void => {
      const { local } = emit(connector, sqlite, { source: { where }, sink: { datasource: WAREHOUSE } });
      expect(local.source.where).toMatchObject({ $text: ["a = '", { escape }, "'"] });
    };
    hole(mysql, 'mysql-string');
    hole({ ...sqlite, local: {} }, 'sql-string');
  });

  it('a file is described by what the author says of it', () => {
    const said = { type: 'csv', delimiter: ';', encoding: 'utf-8', header: false, compression: 'gzip' } as const;
    for (const format of [said, { type: 'json' }] as const)
      expect(
        emit(file, sqlite, { source: { tables: [], path: 'a', file: format }, sink: { datasource: WAREHOUSE } }).local
          .source.file,
      ).toEqual(format);
  });

  it('a constant stays with the column that it feeds, under another name too', () => {
    const { local } = emit(sqlite, sqlite, {
      source: { datasource: WAREHOUSE, columns: [column('id'), column('origin', undefined, { value: 'erp' })] },
      sink: {
        datasource: WAREHOUSE,
        columns: [
          column('key', undefined, { from: 'id' }),
          column('from_system', undefined, { from: 'origin' }),
          column('kind', undefined, { value: 'order' }),
        ],
      },
    });
    expect(local.sink.columns).toEqual([
      { name: 'key', type: null, from: 'id' },
      { name: 'from_system', type: null, value: 'erp' },
      { name: 'kind', type: null, value: 'order' },
    ]);
  });

  it('statements around the rows are escaped as the database wants it', () => {
    const late = { kind: 'run-time-text', parts: ['CALL a(', { kind: 'parameter', name: 'day' }, ')'] } as const;
    const { local } = emit(sqlite, mysql, {
      source: { datasource: WAREHOUSE },
      sink: { preSql: [late], postSql: ['ANALYZE TABLE a', late] },
    });
    const call = { $text: ['CALL a(', expect.objectContaining({ escape: 'mysql-string' }), ')'] };
    expect(local.sink).toMatchObject({ preSql: [call], postSql: ['ANALYZE TABLE a', call] });
  });

  it.each([
    ['jdbc:mariadb://db.example/shop', { host: 'db.example', port: '3306', database: 'shop' }],
    ['jdbc:mysql://db.example:3307', { host: 'db.example', port: '3307' }],
    ['jdbc:mysql://db.example?useSSL=false', { host: 'db.example', port: '3306' }],
  ])('MySQL at %s', (url, address) => {
    const { local, diagnostics } = emit(mysql, mysql, {
      sink: { datasource: datasource('ods', { url }) },
    });
    const { username: _username, password: _password, ...rest } = local.sink.connection as Record<string, unknown>;
    expect(rest).toEqual(address);
    expect(diagnostics).toEqual([]);
  });

  it.each(['x jdbc:mysql://db.example/shop', 'jdbc:mysql:replication://a,b/shop'])('not MySQL at %s', (url) => {
    const { diagnostics } = emit(sqlite, mysql, {
      source: { datasource: WAREHOUSE },
      sink: { datasource: datasource('ods', { url }) },
    });
    expect(diagnostics).toMatchObject([
      { code: 'SL0203', notes: [saying('a `url` must be a plain `jdbc:mysql://host:port/database`')] },
    ]);
  });

  it('several tables are read one after another', () => {
    expect(emit(mysql, mysql, { source: { tables: ['a', 'b'] } }).local.source.table).toEqual(['a', 'b']);
  });
});

describe('what local cannot do', () => {
  it('is reported; parallelism changes no row, so it is a warning', () => {
    const settings = { errorPercent: 1, resumeColumn: 'id', parallelism: { source: 2, sink: 1 }, options: { log: {} } };
    const { diagnostics } = emit(mysql, mysql, {
      settings,
      source: { columns: [column('id', undefined, { nativeType: 'bigint unsigned' })] },
    });
    expect(diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'SL0609 error',
      'SL0609 error',
      'SL0609 warning',
      'SL0604 error',
      'SL0611 error',
    ]);
  });

  it('files: an unknown format, appending where nothing can be appended', () => {
    const source = { ...FLIGHTS, datasource: datasource('landing', { type: 'file' }) };
    const unknown = {
      kind: 'source',
      connector: 'file',
      tables: [],
      path: 'x.dat',
      columns: '*',
      options: {},
      at: at(),
    };
    const { sourceConnection } = file.local ?? {};
    const context = collect(pipelineNode('local'));
    sourceConnection?.({ ...unknown } as never, context);
    expect(context.diagnostics).toMatchObject([{ code: 'SL0203' }]);
    const parquet = { path: 'out.parquet', file: { type: 'parquet' } } as const;
    expect(emit(file, file, { source, sink: { ...parquet, mode: 'append' } }).diagnostics).toMatchObject([
      { code: 'SL0606' },
    ]);
    expect(emit(file, file, { source, sink: { ...parquet, mode: 'overwrite' } }).diagnostics).toEqual([]);
  });

  it('several paths, and a checkpoint of a run that ends', () => {
    const { diagnostics } = emit(file, sqlite, {
      source: { tables: [], path: 'a', otherPaths: ['b'], file: { type: 'csv' } },
      sink: { datasource: WAREHOUSE },
      settings: { checkpointMs: 1000 },
    });
    expect(diagnostics).toMatchObject([
      { code: 'SL0609', at: at('settings', 'checkpoint'), notes: [saying('a retry begins')] },
      { code: 'SL0603', at: at('source', 'path'), help: saying('one pipeline for each') },
    ]);
  });

  it('a sqlite datasource needs a path', () => {
    const sink = { datasource: datasource('warehouse', { type: 'sqlite' }) };
    expect(emit(mysql, sqlite, { sink }).diagnostics).toMatchObject([{ code: 'SL0203' }]);
  });
});

function bound(job: ArtefactJob, cursor: string | undefined): unknown {
  const { schedule, retry } = pipelineNode('local');
  const artefact: Artefact = {
    formatVersion: '1.0',
    project: 'shop',
    environment: 'default',
    pipeline: {
      name: 'p',
      tags: [],
      state: 'running',
      schedule: schedule.schedule,
      misfire: schedule.misfire,
      overlap: 'skip',
      dependsOn: [],
      retry,
      priority: 0,
      parameters: [],
      work: {},
    },
    engine: { name: 'here', type: 'local', config: {} },
    job,
  };
  const times = { fireTime: 0, previousFireTime: 0, timeZone: 'UTC' };
  return bind(artefact, { ...times, cursor, parameters: {}, environment: 'default', pipeline: 'p' }).template;
}
