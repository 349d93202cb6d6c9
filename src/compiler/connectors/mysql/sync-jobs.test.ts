import { describe, expect, it } from 'vitest';
import type { ArtefactJob, Template } from '../../artefact/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { emitChunjun, emitFlinkx } from '../../targets/index.ts';
import { collect, column, datasource, pipelineNode, type Changes } from '../../../../test/support/pipeline-node.ts';
import { connector } from './index.ts';

interface Emitted {
  readonly reader: Record<string, Template>;
  readonly writer: Record<string, Template>;
  readonly setting: Record<string, Template>;
  readonly launch: { readonly name: string; readonly confProp: Record<string, Template> };
  readonly diagnostics: readonly Diagnostic[];
}

function emit(type: 'flinkx' | 'chunjun', changes: Changes = {}): Emitted {
  const pipeline = pipelineNode(type, changes);
  const context = collect(pipeline);
  const { flinkx = {}, chunjun = {} } = connector;
  const job: ArtefactJob =
    type === 'flinkx'
      ? emitFlinkx(pipeline, flinkx, flinkx, context)
      : emitChunjun(pipeline, chunjun, chunjun, context);
  // The shape is the one that `FlinkxJob` documents; its parts are looked at below.
  const { job: file, launch } = job.template as unknown as {
    job: { job: { content: [{ reader: Plugin; writer: Plugin }]; setting: Emitted['setting'] } };
    launch: Emitted['launch'];
  };
  const [{ reader, writer }] = file.job.content;
  expect([reader.name, writer.name]).toEqual(['mysqlreader', 'mysqlwriter']);
  return {
    reader: reader.parameter,
    writer: writer.parameter,
    setting: file.job.setting,
    launch,
    diagnostics: context.diagnostics,
  };
}

interface Plugin {
  readonly name: string;
  readonly parameter: Record<string, Template>;
}

const CURSOR = { $text: [{ whenCursor: [{ hole: { kind: 'cursor' } }], otherwise: [] }] };
const INCREMENTAL: Changes = {
  source: {
    incremental: {
      kind: 'incremental',
      column: 'updated_at',
      type: { name: 'timestamp', precision: 3 },
      at: { file: '', path: [], part: 'value' },
    },
  },
};

describe('mysql on both generations (flinkx-and-chunjun 1.8)', () => {
  it.each(['flinkx', 'chunjun'] as const)('%s: jdbcUrl is a list in the reader, a string in the writer', (type) => {
    const { reader, writer } = emit(type, {
      source: { datasource: datasource('erp', { properties: { useSSL: 'false' } }) },
    });
    expect(reader['connection']).toEqual([
      { jdbcUrl: ['jdbc:mysql://erp.example:3306/erp?useSSL=false'], table: ['orders'] },
    ]);
    expect(writer['connection']).toEqual([{ jdbcUrl: 'jdbc:mysql://ods.example:3306/ods', table: ['ods_orders'] }]);
  });

  it.each(['flinkx', 'chunjun'] as const)('%s: credentials are references, never text', (type) => {
    const { reader, writer } = emit(type);
    expect(reader).toMatchObject({
      username: 'sync',
      password: { $text: [{ hole: { kind: 'secret', provider: 'env', name: 'ERP_PASSWORD' } }] },
    });
    expect(writer['password']).toEqual({
      $text: [{ hole: { kind: 'secret', provider: 'env', name: 'ODS_PASSWORD' } }],
    });
  });

  it.each(['flinkx', 'chunjun'] as const)('%s: names alone without types, objects of all with one', (type) => {
    const names = [column('id'), column('note')];
    expect(emit(type, { source: { columns: names } }).reader['column']).toEqual(['id', 'note']);
    const mixed = [column('id', { name: 'int64' }), column('note')];
    expect(emit(type, { source: { columns: mixed } }).reader['column']).toEqual([
      { name: 'id', type: 'bigint' },
      { name: 'note' },
    ]);
    expect(emit(type, { source: { columns: '*' } })).toMatchObject({
      reader: { column: ['*'] },
      writer: { column: ['*'] },
    });
  });

  it.each(['flinkx', 'chunjun'] as const)('%s: reader columns follow the writer, which maps by position', (type) => {
    const { reader, writer } = emit(type, {
      sink: {
        columns: [
          column('stamp', undefined, { from: 'updated_at' }),
          column('origin', { name: 'string', length: 8 }, { value: 'erp' }),
          column('order_id', undefined, { from: 'id' }),
        ],
      },
      settings: { resumeColumn: 'amount' },
    });
    expect((reader['column'] as { name: string }[]).map(({ name }) => name)).toEqual([
      'updated_at',
      'origin',
      'id',
      'amount',
    ]);
    expect(reader['column']).toContainEqual({ name: 'origin', type: 'varchar', value: 'erp' });
    expect((writer['column'] as { name: string }[]).map(({ name }) => name)).toEqual(['stamp', 'origin', 'order_id']);
  });

  it.each(['flinkx', 'chunjun'] as const)('%s: where, splitPk, fetchSize; statements are lists', (type) => {
    const { reader, writer } = emit(type, {
      source: {
        where: 'deleted = 0',
        splitBy: 'id',
        options: { fetchSize: 500, properties: { useCursorFetch: true } },
      },
      sink: { preSql: ['delete from ods_orders'], postSql: ['analyze table ods_orders'], options: { batchSize: 512 } },
    });
    expect(reader).toMatchObject({
      where: 'deleted = 0',
      splitPk: 'id',
      fetchSize: 500,
      properties: { useCursorFetch: 'true' },
    });
    expect(writer).toMatchObject({
      preSql: ['delete from ods_orders'],
      postSql: ['analyze table ods_orders'],
      batchSize: 512,
    });
  });

  it('1.11 wants a table beside customSql, 1.16 does not', () => {
    const query: Changes = { source: { tables: [], query: 'select 1 as id' } };
    expect(emit('flinkx', query).reader).toMatchObject({
      connection: [{ table: ['query'] }],
    });
    expect(emit('chunjun', query).reader['connection']).toEqual([{ jdbcUrl: ['jdbc:mysql://erp.example:3306/erp'] }]);
  });

  it.each(['flinkx', 'chunjun'] as const)('%s: an OR in `where` stays below the conditions of the engine', (type) => {
    const where = (text: string): Template | undefined => emit(type, { source: { where: text } }).reader['where'];
    expect(where('a = 1 or b = 2;\n')).toBe('(a = 1 or b = 2)');
    expect(where('a = 1 -- of today')).toBe('(a = 1 -- of today\n)');
    expect(where('a = 1 # of today')).toBe('(a = 1 # of today\n)');
  });

  it('a query gives its columns by name, in the order of the sink, since the engines read them by position', () => {
    const changes: Changes = {
      source: {
        tables: [],
        query: 'select note, id from orders -- all\n;',
        columns: [column('note', { name: 'string' }), column('id', { name: 'int64' })],
        where: 'id > 1 or id < 0',
      },
      sink: {
        columns: [
          column('order_id', undefined, { from: 'id' }),
          column('origin', { name: 'string' }, { value: "O'Neil\\" }),
          column('remark', undefined, { from: 'note' }),
        ],
      },
    };
    const inner = '(select note, id from orders -- all\n) source WHERE (id > 1 or id < 0)';
    const { reader } = emit('flinkx', changes);
    expect(reader['customSql']).toBe(`SELECT \`id\`, 'O''Neil\\\\' AS \`origin\`, \`note\` FROM ${inner}`);
    expect(reader).not.toHaveProperty('where');
    expect(emit('chunjun', changes).reader['customSql']).toBe(`SELECT \`id\`, \`note\` FROM ${inner}`);
  });

  it('1.11 puts a constant into its SQL as it is, so quotes and backslashes are escaped; 1.16 does not', () => {
    const changes: Changes = { sink: { columns: [column('note', undefined, { value: `it's "so" \\ far` })] } };
    expect(emit('flinkx', changes).reader['column']).toContainEqual({
      name: 'note',
      value: `it's \\"so\\" \\\\ far`,
    });
    expect(emit('chunjun', changes).reader['column']).toContainEqual({ name: 'note', value: `it's "so" \\ far` });
  });

  it('a query without a list of columns stays as it is', () => {
    const source = { tables: [], query: 'select 1 as id', columns: '*', where: 'id > 0' } as const;
    expect(emit('chunjun', { source }).reader).toMatchObject({ customSql: 'select 1 as id', where: 'id > 0' });
  });

  it('values inside MySQL literals have quotes and backslashes doubled', () => {
    const { reader } = emit('flinkx', {
      source: { where: { kind: 'run-time-text', parts: ["region = '", { kind: 'parameter', name: 'region' }, "'"] } },
    });
    expect(reader['where']).toEqual({
      $text: ["region = '", { hole: { kind: 'parameter', name: 'region' }, escape: 'mysql-string' }, "'"],
    });
  });

  it('one pipeline reads one table', () => {
    expect(emit('flinkx', { source: { tables: ['a', 'b'] } }).diagnostics).toMatchObject([{ code: 'SL0603' }]);
  });

  it('fractions of a second that MariaDB would lose are a warning', () => {
    const sink = { datasource: datasource('ods', { type: 'mariadb' }) };
    expect(emit('flinkx', { sink }).diagnostics).toMatchObject([{ code: 'SL0611', severity: 'warning' }]);
    expect(emit('flinkx').diagnostics).toEqual([]);
  });
});

describe('mysql types (flinkx-and-chunjun 1.8)', () => {
  it('1.11 reads a bare word, 1.16 precision too', () => {
    expect(emit('flinkx').writer['column']).toEqual([
      { name: 'id', type: 'bigint' },
      { name: 'amount', type: 'decimal' },
      { name: 'note', type: 'text' },
      { name: 'photo', type: 'blob' },
      { name: 'updated_at', type: 'datetime' },
    ]);
    expect(emit('chunjun').writer['column']).toEqual([
      { name: 'id', type: 'bigint' },
      { name: 'amount', type: 'decimal(18,2)' },
      { name: 'note', type: 'text' },
      { name: 'photo', type: 'blob' },
      { name: 'updated_at', type: 'datetime(3)' },
    ]);
  });

  it('a native type passes as it is', () => {
    const columns = [column('id', undefined, { nativeType: 'bigint unsigned' })];
    expect(emit('chunjun', { source: { columns } }).reader['column']).toEqual([
      { name: 'id', type: 'bigint unsigned' },
    ]);
  });
});

describe('write modes (flinkx-and-chunjun 1.8)', () => {
  it('1.11 says writeMode and an updateKey map', () => {
    expect(emit('flinkx').writer).toMatchObject({ writeMode: 'insert' });
    expect(emit('flinkx', { sink: { mode: 'replace', key: ['id'] } }).writer).toMatchObject({ writeMode: 'replace' });
    const { writer } = emit('flinkx', { sink: { mode: 'upsert', key: ['id'] } });
    expect(writer).toMatchObject({ writeMode: 'update', updateKey: { key: ['id'] } });
    expect(writer).not.toHaveProperty('uniqueKey');
    expect(writer).not.toHaveProperty('mode');
  });

  it('1.16 says mode and a uniqueKey list, and lets NULL overwrite', () => {
    const { writer } = emit('chunjun', { sink: { mode: 'upsert', key: ['id'] } });
    expect(writer).toMatchObject({ mode: 'update', uniqueKey: ['id'], allReplace: true });
    expect(writer).not.toHaveProperty('updateKey');
    expect(writer).not.toHaveProperty('writeMode');
    expect(emit('chunjun').writer).not.toHaveProperty('allReplace');
  });
});

describe('incremental reads (flinkx-and-chunjun 3)', () => {
  it('the cursor is a string, "" in the first run; 1.16 loads no metrics plugin', () => {
    expect(emit('flinkx', INCREMENTAL).reader).toMatchObject({
      increColumn: 'updated_at',
      startLocation: CURSOR,
      useMaxFunc: false,
    });
    expect(emit('flinkx', INCREMENTAL).reader).not.toHaveProperty('initReporter');
    expect(emit('chunjun', INCREMENTAL).reader).toMatchObject({
      startLocation: CURSOR,
      useMaxFunc: false,
      initReporter: false,
    });
  });

  it('the column is read even where the sink does not take it', () => {
    const { reader } = emit('flinkx', { ...INCREMENTAL, sink: { columns: [column('id', undefined, { from: 'id' })] } });
    expect(reader['column']).toEqual([
      { name: 'id', type: 'bigint' },
      { name: 'updated_at', type: 'datetime' },
    ]);
  });

  it('no incremental, no keys of it', () => {
    for (const key of ['increColumn', 'startLocation', 'useMaxFunc', 'initReporter']) {
      expect(emit('chunjun').reader).not.toHaveProperty(key);
    }
  });
});

describe('settings (flinkx-and-chunjun 1.2 to 1.6)', () => {
  it('speed: channel, another writer, bytes', () => {
    expect(emit('flinkx').setting['speed']).toEqual({ channel: 1 });
    const settings = { parallelism: { source: 4, sink: 2 }, bytesPerSecond: 1_048_576 };
    expect(emit('chunjun', { settings }).setting['speed']).toEqual({ channel: 4, writerChannel: 2, bytes: 1_048_576 });
  });

  it('1.11 limits refused rows in the job, always with `record`', () => {
    expect(emit('flinkx').setting['errorLimit']).toEqual({ record: 0 });
    const settings = { errorRows: 100, errorPercent: 5 };
    expect(emit('flinkx', { settings }).setting['errorLimit']).toEqual({ record: 100, percentage: 5 });
  });

  it('1.16 limits them at launch, failing at the row after the last allowed', () => {
    const { setting, launch } = emit('chunjun', { settings: { errorRows: 100 } });
    expect(setting).not.toHaveProperty('errorLimit');
    expect(launch).toEqual({
      name: 'orders-to-ods',
      confProp: { 'chunjun.dirty-data.max-rows': '101', 'chunjun.delay_period_mill': '1' },
    });
    expect(emit('chunjun', { settings: { errorPercent: 5 } }).diagnostics).toMatchObject([{ code: 'SL0609' }]);
  });

  it('restore only where there is something to restore', () => {
    expect(emit('flinkx').setting).not.toHaveProperty('restore');
    expect(emit('flinkx').launch.confProp).toEqual({});
    const { setting, launch } = emit('flinkx', { settings: { resumeColumn: 'id' } });
    expect(setting['restore']).toEqual({
      isRestore: true,
      isStream: false,
      restoreColumnName: 'id',
      restoreColumnIndex: 0,
    });
    expect(launch.confProp).toEqual({ 'flink.checkpoint.interval': '60000' });
    const resumed = emit('chunjun', { settings: { resumeColumn: 'id', checkpointMs: 5000 } });
    expect(resumed.launch.confProp).toMatchObject({ 'execution.checkpointing.interval': '5000' });
  });

  it('a resume column needs a type', () => {
    const source = { columns: [column('id')] };
    expect(emit('flinkx', { source, settings: { resumeColumn: 'id' } }).diagnostics).toMatchObject([
      { code: 'SL0510' },
    ]);
  });

  it('own settings go where the version reads them', () => {
    const log = { isLogger: true, level: 'info' };
    expect(emit('flinkx', { settings: { options: { log, rebalance: true } } }).setting).toMatchObject({
      log,
      speed: { channel: 1, rebalance: true },
    });
    const own = emit('chunjun', { settings: { options: { confProp: { 'chunjun.dirty-data.output-type': 'log' } } } });
    expect(own.launch.confProp).toMatchObject({ 'chunjun.dirty-data.output-type': 'log' });
  });

  it('SQL between source and sink is reported', () => {
    expect(emit('flinkx', { transform: 'select * from source' }).diagnostics).toMatchObject([{ code: 'SL0603' }]);
  });
});

describe('the launch part', () => {
  it('holds no secret: engines show their configuration to everyone', () => {
    expect(JSON.stringify(emit('chunjun').launch)).not.toContain('hole');
  });
});
