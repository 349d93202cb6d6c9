import { describe, expect, test } from 'vitest';
import { readsSeveralTables, type TargetName } from '../../src/compiler/connector/index.ts';
import { CONNECTOR_NAMES, loadConnectors } from '../../src/compiler/connectors/index.ts';
import { compileProject, renderJob, type CompilationResult } from '../../src/compiler/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { tempDir } from '../support/temp-dir.ts';

const FAMILY = `name: copy
schedule: manual
engine: batch
source:
  datasource: erp
  table: [orders, Order_Items]
  columns: [{ name: id, type: bigint }, { name: origin, type: string, value: "\${table}" }]
  where: "tenant = '\${table}' and d = '\${bizdate}'"
sink: { datasource: ods, table: "ods_\${table}", preSql: ["delete from ods_\${table} where d = '\${bizdate}'"] }
`;

async function compiled(files: Record<string, string>): Promise<CompilationResult> {
  await using folder = await tempDir();
  await writeBaseProject(folder.path, files);
  return await compileProject(folder.path);
}

function said({ diagnostics }: CompilationResult): string[] {
  return diagnostics.map(({ code, range }) => `${code} ${range.start.line}:${range.start.column}`);
}

const names = ({ pipelines }: CompilationResult): string[] => pipelines.map(({ artefact }) => artefact.pipeline.name);

describe('a list of tables', () => {
  test('makes one pipeline for each, which says its family and has its table everywhere', async () => {
    const result = await compiled({ 'pipelines/copy.yaml': FAMILY });
    expect(said(result)).toEqual([]);
    expect(names(result)).toEqual(['copy-order_items', 'copy-orders']);
    const [items] = result.pipelines;
    if (items === undefined) throw new Error('nothing compiled');
    expect(items.artefact.pipeline.family).toBe('copy');
    const job = JSON.stringify(JSON.parse(renderJob(items.artefact)));
    expect(job).toContain("tenant = 'Order_Items' and d = '${bizdate}'");
    expect(job).toContain('"table":["Order_Items"]');
    expect(job).toContain('"table":["ods_Order_Items"]');
    expect(job).toContain('delete from ods_Order_Items where');
    expect(job).toContain('"value":"Order_Items"');
    expect(job).not.toContain('${table}');
  });

  test('of one table is a family too, so that a second changes no name', async () => {
    const result = await compiled({ 'pipelines/copy.yaml': FAMILY.replace('[orders, Order_Items]', '[orders]') });
    expect(names(result)).toEqual(['copy-orders']);
  });

  test('may have run-time values in its names', async () => {
    const result = await compiled({
      'pipelines/copy.yaml': FAMILY.replace('Order_Items', '"orders_${bizdate:yyyyMM}_old"'),
    });
    expect(said(result)).toEqual([]);
    expect(names(result)).toEqual(['copy-orders', 'copy-orders__old']);
  });

  test('is waited for as a whole by its name, and each alone by its own', async () => {
    const result = await compiled({
      'pipelines/copy.yaml': FAMILY,
      'pipelines/all.yaml': 'name: all\ndependsOn: [copy]\ncommand: [date]\n',
      'pipelines/one.yaml': 'name: one\ndependsOn: [copy-orders]\ncommand: [date]\n',
    });
    expect(said(result)).toEqual([]);
    const waits = Object.fromEntries(
      result.pipelines.map(({ artefact: { pipeline } }) => [pipeline.name, pipeline.dependsOn]),
    );
    expect(waits).toMatchObject({ all: ['copy-orders', 'copy-order_items'], one: ['copy-orders'] });
  });

  test('is one finding where all its pipelines have the same mistake', async () => {
    const wrong = FAMILY.replace('manual', 'manual\ndependsOn: [nobody]').replace(
      'preSql:',
      'options: { batchSiz: 1 }, preSql:',
    );
    expect(said(await compiled({ 'pipelines/copy.yaml': wrong }))).toEqual(['SL0304 3:13', 'SL0604 10:60']);
  });

  test('keeps the places of what stands behind `${table}`', async () => {
    const wrong = FAMILY.replace('${bizdate}\'"\n', '${bizdat}\'"\n');
    expect(said(await compiled({ 'pipelines/copy.yaml': wrong }))).toEqual(['SL0402 8:42']);
  });

  test('may not give a pipeline a name that another has', async () => {
    const result = await compiled({
      'pipelines/copy.yaml': FAMILY,
      'pipelines/copy-orders.yaml': 'name: copy-orders\nschedule: manual\ncommand: [date]\n',
    });
    expect(said(result)).toEqual(['SL0301 1:7']);
  });

  test('hides no name that its pipelines would have while it is broken', async () => {
    const result = await compiled({
      'pipelines/copy.yaml': FAMILY.replace('datasource: erp', 'datasource: nowhere'),
      'pipelines/one.yaml': 'name: one\ndependsOn: [copy-orders]\ncommand: [date]\n',
    });
    expect(said(result)).toEqual(['SL0302 5:15']);
  });

  test.each([
    ['append', 'sink: { datasource: ods, table: all_orders }', []],
    ['upsert', 'sink: { datasource: ods, table: all_orders, mode: upsert, key: [id] }', []],
    [
      'a clearing preSql',
      'sink: { datasource: ods, table: all_orders, preSql: [truncate table all_orders] }',
      ['SL0310'],
    ],
    [
      'a preSql that clears its own rows',
      'sink: { datasource: ods, table: all_orders, preSql: ["delete from all_orders where origin = \'${table}\'"] }',
      [],
    ],
  ])('into one place: %s', async (_case, sink, codes) => {
    const result = await compiled({ 'pipelines/copy.yaml': FAMILY.replace(/^sink: .*$/m, sink) });
    expect(result.diagnostics.map(({ code }) => code)).toEqual(codes);
  });
});

describe('where one job reads several tables', () => {
  const STREAM = `name: changes
schedule: continuous
engine: batch
source:
  connector: binlog
  datasource: erp
  table: TABLES
  options: { cat: "insert,update" }
sink: { connector: stream, options: { print: true } }
`;

  test('a list is one pipeline, by its own name', async () => {
    const result = await compiled({ 'pipelines/changes.yaml': STREAM.replace('TABLES', '[orders, customers]') });
    expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(names(result)).toEqual(['changes']);
    expect(result.pipelines[0]?.artefact.pipeline.family).toBeUndefined();
  });

  test('a pattern is one pipeline too', async () => {
    const result = await compiled({ 'pipelines/changes.yaml': STREAM.replace('TABLES', '{ match: "order_[0-9]+" }') });
    expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(names(result)).toEqual(['changes']);
  });

  test('`${table}` has no value', async () => {
    const file = STREAM.replace('TABLES', '[orders, customers]').replace(
      /^sink: .*$/m,
      'sink: { datasource: ods, table: "ods_${table}", columns: [a] }',
    );
    expect(said(await compiled({ 'pipelines/changes.yaml': file }))).toContain('SL0312 9:38');
  });
});

test('a JDBC reader that ends takes one table of a list, unless it reads shards', async () => {
  const careless: string[] = [];
  for (const { spec } of (await loadConnectors(CONNECTOR_NAMES)).values())
    for (const [engine, side] of Object.entries(spec.source)) {
      const fields = spec.datasourceFields[engine as TargetName] ?? []; // the keys are targets
      const isBatch = side.plugin?.jdbc !== undefined && side.plugin.endless !== true;
      if (isBatch && readsSeveralTables(side) && !fields.includes('shards')) careless.push(`${spec.name} on ${engine}`);
    }
  expect(careless).toEqual([]);
});
