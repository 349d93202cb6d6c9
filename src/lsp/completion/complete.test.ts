import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { askedAt, type AskedAbout } from '../../../test/support/asked-question.ts';
import { complete } from './complete.ts';

async function labels(marked: string, about?: AskedAbout): Promise<string[]> {
  return (await complete(await askedAt(marked, about), true)).map(({ label }) => label);
}

/** The text after the proposal was taken. */
async function taking(
  label: string,
  marked: string,
  about?: AskedAbout & { readonly snippets?: boolean },
): Promise<string> {
  const question = await askedAt(marked, about);
  const item = (await complete(question, about?.snippets ?? true)).find((candidate) => candidate.label === label);
  if (item?.textEdit === undefined || !('range' in item.textEdit)) throw new Error(`${label} is not offered`);
  return TextDocument.applyEdits(TextDocument.create('', '', 0, question.file.text), [item.textEdit]);
}

const ORDERS = `name: orders-to-ods
schedule: { cron: "0 0 3 * * ?" }
engine: batch
params: { region: eu }
source:
  datasource: erp
  table: orders
  columns:
    - { name: id, type: bigint }
    - amount decimal(18,2)
    - { name: updated_at, type: datetime }
`;
const SINK = 'sink:\n  datasource: ods\n  table: ods_orders\n';

describe('complete: keys', () => {
  it('offers those of the map that are not written yet', async () => {
    const found = await labels(`${ORDERS}  ¦\n${SINK}`);
    expect(found).toContain('where');
    expect(found).toContain('splitBy');
    expect(found).not.toContain('datasource');
    expect(found).not.toContain('engine');
  });

  it('offers what the connector has on the engine, and nothing that excludes what is written', async () => {
    const found = await labels(`${ORDERS}  ¦\n${SINK}`);
    expect(found).not.toContain('path');
    expect(found).not.toContain('query');
    expect(await labels('name: a\nschedule:\n  every: 5m\n  ¦\n')).not.toContain('cron');
    expect(await labels('name: a\ncommand: [x]\n¦\n')).not.toContain('source');
  });

  it('offers those of the root in an empty file, and below everything else', async () => {
    expect(await labels('¦')).toEqual(expect.arrayContaining(['name', 'schedule', 'source', 'sink', 'command']));
    expect(await labels(`${ORDERS}${SINK}¦`)).toEqual(expect.arrayContaining(['retry', 'timeout', 'settings']));
  });

  it('writes the beginning of the value with the key', async () => {
    expect(await taking('schedule', 'name: a\nsch¦\n')).toBe('name: a\nschedule:\n  cron: "$1"\n');
    expect(await taking('mode', `${ORDERS}sink:\n  datasource: ods\n  mo¦\n`)).toContain(
      '  mode: ${1|append,upsert,replace,overwrite|}\n',
    );
    expect(await taking('schedule', 'name: a\nsch¦\n', { snippets: false })).toBe('name: a\nschedule:\n  cron: ""\n');
  });

  it('keeps the value of a key that is written anew', async () => {
    expect(await taking('where', `${ORDERS}  wehre¦: "id > 1"\n${SINK}`)).toContain('  where: "id > 1"\n');
  });

  it('offers keys in braces, and in a map of a list', async () => {
    expect(await labels('name: a\nsource:\n  columns:\n    - { name: id, ¦ }\n')).toEqual(
      expect.arrayContaining(['type', 'index']),
    );
    const item = await labels('name: a\nsource:\n  columns:\n    - name: id\n      ¦\n');
    expect(item).toContain('type');
    expect(item).not.toContain('name');
    expect(item).not.toContain('from');
  });

  it('describes them', async () => {
    const [item] = (await complete(await askedAt('name: a\ndepe¦\n'), true)).filter(({ label }) => label === 'timeout');
    expect(item?.documentation).toEqual({
      kind: 'markdown',
      value: expect.stringContaining('A run is stopped after this long.'),
    });
  });

  it('offers the options of the connector on the engine and its version', async () => {
    const chunjun = await labels(`${ORDERS.replace('batch', 'next')}  options:\n    ¦\n${SINK}`);
    const flinkx = await labels(`${ORDERS}  options:\n    ¦\n${SINK}`);
    const sql = await labels(`${ORDERS.replace('batch', 'sql')}  options:\n    ¦\n${SINK}`);
    expect(flinkx).toContain('fetchSize');
    expect(chunjun).not.toEqual(flinkx);
    expect(sql).toContain('scan.fetch-size');
  });

  it('offers the settings of the engine', async () => {
    expect(await labels(`${ORDERS}${SINK}settings:\n  options:\n    ¦\n`)).toEqual(
      expect.arrayContaining(['restart', 'log']),
    );
    expect(await labels(`${ORDERS}${SINK}settings:\n  options:\n    restart:\n      ¦\n`)).toContain('restartAttempts');
    expect(await labels(`${ORDERS}${SINK}settings:\n  options:\n    confProp:\n      ¦\n`)).toContain(
      'flink.checkpoint.interval',
    );
  });

  it('offers what an environment may change', async () => {
    const text = 'name: shop\nengines: { batch: { type: local } }\nenvironments:\n  prod:\n    datasources:\n      ¦\n';
    expect(await labels(text, { path: 'sluice.yaml' })).toEqual(expect.arrayContaining(['erp', 'ods']));
  });
});

describe('complete: values', () => {
  it.each([
    ['datasources', `name: a\nsource:\n  datasource: ¦\n`, ['erp', 'ods', 'warehouse']],
    ['datasources, half written', `name: a\nsource:\n  datasource: e¦\n  table: x\n`, ['erp']],
    ['engines', 'name: a\nengine: ¦\n', ['batch', 'next', 'sql', 'here']],
    ['pipelines in a list', 'name: a\ndependsOn:\n  - ¦\n', ['customers-to-ods']],
    ['pipelines of which any will do', 'name: a\ndependsOn:\n  any: [¦]\n', ['customers-to-ods']],
    ['pipelines in brackets', 'name: a\ndependsOn: [¦]\n', ['customers-to-ods']],
    ['connectors', 'name: a\nengine: batch\nsource:\n  connector: ¦\n', ['mysql', 'kafka', 'hdfs']],
    ['columns to split by', `${ORDERS}  splitBy: ¦\n${SINK}`, ['id', 'amount', 'updated_at']],
    ['columns of a cursor', `${ORDERS}  incremental: { column: ¦ }\n${SINK}`, ['updated_at']],
    ['columns of a key', `${ORDERS}${SINK}  key: [¦]\n`, ['id', 'amount']],
    ['words', `${ORDERS}${SINK}  mode: ¦\n`, ['append', 'upsert', 'replace']],
    ['words of a schedule', 'name: a\nschedule:\n  overlap: ¦\n', ['skip', 'queue-one']],
    ['whole schedules by their word', 'name: a\nschedule: ¦\n', ['manual', 'continuous']],
    ['time zones', 'name: a\nschedule:\n  timeZone: Asia/S¦\n', ['Asia/Shanghai']],
    ['cron expressions', 'name: a\nschedule:\n  cron: ¦\n', ['0 0 3 * * ?']],
    ['column types', `name: a\nsource:\n  columns:\n    - { name: id, type: ¦ }\n`, ['bigint', 'timestamp(3)']],
    ['column types in the short form', 'name: a\nsource:\n  columns:\n    - id ¦\n', ['bigint']],
    ['booleans', 'name: a\nsource:\n  file: { header: ¦ }\n', ['true', 'false']],
  ])('offers %s', async (_, marked, expected) => {
    expect(await labels(marked)).toEqual(expect.arrayContaining(expected));
  });

  it('does not offer a pipeline to itself', async () => {
    expect(await labels('name: customers-to-ods\ndependsOn: [¦]\n')).not.toContain('customers-to-ods');
  });

  it('says more beside a name', async () => {
    const items = await complete(await askedAt('name: a\nengine: ¦\n'), true);
    expect(items.find(({ label }) => label === 'batch')?.detail).toBe('flinkx 1.11');
  });

  it('writes a text that YAML would read otherwise in quotes, and a list with its brackets', async () => {
    expect(await taking('0 0 3 * * ?', 'name: a\nschedule:\n  cron: ¦\n')).toContain('cron: "0 0 3 * * ?"\n');
    expect(await taking('customers-to-ods', 'name: a\ndependsOn: ¦\n')).toContain('dependsOn: [customers-to-ods]\n');
    expect(await taking('erp', 'name: a\nsource:\n  datasource:¦\n')).toContain('datasource: erp\n');
  });

  it('knows tables and columns of a schema snapshot', async () => {
    const snapshot = {
      formatVersion: '1.0',
      datasource: 'erp',
      tables: {
        orders: { columns: [{ name: 'id', type: 'bigint', nullable: false }], primaryKey: ['id'], indexes: [] },
      },
    };
    const files = { 'schemas/erp.json': JSON.stringify(snapshot) };
    expect(await labels('name: a\nsource:\n  datasource: erp\n  table: ¦\n', { files })).toContain('orders');
    expect(
      await labels('name: a\nsource:\n  datasource: erp\n  table: orders\n  columns:\n    - ¦\n', { files }),
    ).toContain('id');
    expect(await labels('name: a\nsource:\n  datasource: erp\n  table: orders\n  splitBy: ¦\n', { files })).toContain(
      'id',
    );
  });

  it('works in a file that is broken elsewhere', async () => {
    expect(await labels('name: [a\nsource:\n  datasource: ¦\n  table: "x\nsink: }\n')).toContain('erp');
    expect(await labels('name: a\r\nsource:\r\n  datasource: ¦\r\n')).toContain('erp');
  });

  it('offers nothing in comments and outside of a definition', async () => {
    expect(await labels('name: a\n# ¦\n')).toEqual([]);
    expect(await labels("const x = '¦'\n", { path: 'pipelines/a.ts' })).toEqual([]);
  });
});

describe('complete: run-time values', () => {
  it('offers them after the brace, where they are filled', async () => {
    expect(await labels(`${ORDERS}  where: "d = '\${¦'"\n${SINK}`)).toEqual([
      'fire',
      'bizdate',
      'window.start',
      'window.end',
      'cursor',
      'environment',
      'pipeline',
      'region',
    ]);
    expect(await labels('name: "a${¦"\n')).toEqual([]);
  });

  it('closes the brace', async () => {
    expect(await taking('bizdate', `${ORDERS}  where: "d = '\${b¦'"\n${SINK}`)).toContain(
      String.raw`d = '${'${'}bizdate\}'`,
    );
    expect(await taking('bizdate', `${ORDERS}  where: "d = '\${b¦}'"\n${SINK}`, { snippets: false })).toContain(
      "d = '${bizdate}'",
    );
  });

  it('offers formats after the colon', async () => {
    expect(await labels(`${ORDERS}  where: "d = '\${fire:¦}'"\n${SINK}`)).toContain('yyyy-MM-dd');
  });

  it('offers references in datasources, and variables in addresses', async () => {
    const path = 'datasources/new.yaml';
    expect(await labels('name: new\ntype: mysql\npassword: ¦\n', { path })).toEqual([
      'secret:env/NAME',
      'secret:file/PATH',
    ]);
    expect(await labels('name: new\ntype: mysql\nhost: "${¦"\n', { path })).toContain('env:NAME');
    expect(await labels('name: new\ntype: mysql\npassword: "${¦"\n', { path })).not.toContain('env:NAME');
    expect(
      await taking('secret:env/NAME', 'name: new\ntype: mysql\npassword: ¦\n', { path, snippets: false }),
    ).toContain('password: ${secret:env/NAME}\n');
  });
});

describe('complete: the other files', () => {
  it('knows types of datasources and clusters', async () => {
    const path = 'datasources/new.yaml';
    expect(await labels('name: new\ntype: ¦\n', { path })).toEqual(
      expect.arrayContaining(['mysql', 'hadoop', 'kafka']),
    );
    expect(await labels('name: new\ntype: hive\nhadoop: ¦\n', { path })).toEqual([]);
  });

  it('offers what is read of a datasource of its type', async () => {
    const path = 'datasources/new.yaml';
    const mysql = await labels('name: new\ntype: mysql\n¦\n', { path });
    expect(mysql).toEqual(expect.arrayContaining(['host', 'password', 'description']));
    expect(mysql).not.toContain('brokers');
    expect(await labels('name: new\n¦\n', { path })).toContain('brokers');
  });

  it("knows the author's own tests", async () => {
    const path = 'tests/orders.test.yaml';
    expect(await labels('pipeline: ¦\n', { path })).toContain('customers-to-ods');
    expect(await labels('pipeline: customers-to-ods\ncases:\n  - name: a\n    ¦\n', { path })).toEqual(
      expect.arrayContaining(['expect', 'fire']),
    );
    expect(await labels('cases:\n  - name: a\n    expect:\n      ¦\n', { path })).toEqual(
      expect.arrayContaining(['rows', 'values']),
    );
  });

  it('knows engines, versions and modes of sluice.yaml', async () => {
    const path = 'sluice.yaml';
    const engines = 'name: shop\nengines:\n  batch: { type: chunjun, version: ¦ }\n';
    expect(await labels(engines, { path })).toEqual(['1.12', '1.16']);
    expect(await taking('1.16', engines, { path })).toContain('version: "1.16"');
    expect(await labels('name: shop\nengines:\n  batch: { type: ¦ }\n', { path })).toContain('flinkx');
    expect(await labels('name: shop\ndefaults:\n  engine: ¦\nengines:\n  batch: { type: local }\n', { path })).toEqual([
      'batch',
    ]);
  });
});

describe('complete: TypeScript', () => {
  const path = 'pipelines/a.ts';

  it('offers names and words in quotes', async () => {
    expect(await labels("export default definePipeline({ name: 'a', engine: '¦' })", { path })).toContain('batch');
    expect(
      await labels("export default definePipeline({ name: 'a', source: { columns: ['id bigint'], splitBy: '¦' } })", {
        path,
      }),
    ).toEqual(['id']);
    expect(await labels("export default definePipeline({ name: 'a', sink: { mode: '¦' } })", { path })).toContain(
      'upsert',
    );
    expect(
      await labels("export default definePipeline({ name: 'a', source: { where: 'd = ${¦' } })", { path }),
    ).toContain('bizdate');
  });

  it('writes the name alone', async () => {
    expect(await taking('batch', "export default definePipeline({ name: 'a', engine: 'b¦' })", { path })).toContain(
      "engine: 'batch'",
    );
  });

  it('leaves keys to the type checker', async () => {
    expect(await labels("export default definePipeline({ na¦: 'a' })", { path })).toEqual([]);
  });
});
