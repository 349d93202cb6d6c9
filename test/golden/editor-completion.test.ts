import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseDefinition } from '../../src/compiler/syntax/index.ts';
import { applied, YamlLanguageServer, type AuthorSchema } from '../support/yaml-language-server.ts';

let server: YamlLanguageServer;
beforeAll(async () => {
  server = await YamlLanguageServer.start();
}, 60_000);
afterAll(() => server.stop());

const labels = async (kind: AuthorSchema, text: string): Promise<readonly string[]> =>
  (await server.completion(kind, text)).map(({ label }) => label);

describe('keys are offered', () => {
  test.each<[AuthorSchema, string, string[], string[]]>([
    [
      'pipeline',
      'name: a\n¦',
      ['schedule', 'source', 'sink', 'command', 'retry'],
      ['name', 'reader', 'writer', 'cron'],
    ],
    ['pipeline', 'name: a\nschedule:\n  ¦', ['cron', 'every', 'after', 'at', 'misfire'], ['source']],
    ['pipeline', 'name: a\nsource:\n  ¦', ['connector', 'datasource', 'table', 'incremental'], ['mode', 'querySql']],
    ['pipeline', 'name: a\nsink:\n  ¦', ['mode', 'key', 'preSql'], ['splitBy', 'incremental']],
    [
      'pipeline',
      'name: a\nsource:\n  connector: mysql\n  options:\n    ¦',
      ['fetchSize', 'scan.fetch-size'],
      ['serverId'],
    ],
    ['pipeline', 'name: a\nsink:\n  connector: mysql\n  options:\n    ¦', ['batchSize'], ['fetchSize']],
    ['pipeline', 'name: a\nsource:\n  datasource: erp\n  options:\n    ¦', ['fetchSize', 'serverId'], ['password']],
    ['pipeline', 'name: a\nsettings:\n  options:\n    ¦', ['log', 'restart', 'metricPluginConfig'], ['speed']],
    ['datasource', 'name: a\n¦', ['type', 'host', 'brokers', 'password'], ['driver']],
    ['project', 'name: a\nengines:\n  batch:\n    ¦', ['type', 'version', 'mode', 'home'], []],
    ['test', 'pipeline: a\ncases:\n  - name: b\n    ¦', ['source', 'expect', 'params'], ['name']],
  ])('%s %j', async (kind, text, offered, others) => {
    const found = await labels(kind, text);
    expect(found).toEqual(expect.arrayContaining(offered));
    for (const other of others) expect(found).not.toContain(other);
  });

  test('with what they mean', async () => {
    const items = await server.completion('pipeline', 'name: a\n¦');
    for (const { label, documentation } of items)
      expect({ label, documentation }).not.toEqual({ label, documentation: '' });
  });

  test('without every option behind `options`', async () => {
    const items = await server.completion('pipeline', 'name: a\nsource:\n  connector: mysql\n  op¦');
    expect(items.filter(({ label }) => label === 'options').map(({ insertText }) => insertText)).toEqual([
      'options:\n  ',
    ]);
  });
});

describe('words are offered', () => {
  test.each<[AuthorSchema, string, string[], string[]]>([
    ['pipeline', 'name: a\nschedule: ¦', ['manual', 'continuous', 'by cron', 'at a rate', 'once'], []],
    ['pipeline', 'name: a\nschedule:\n  overlap: ¦', ['skip', 'queue-one', 'allow'], []],
    ['pipeline', 'name: a\nsource:\n  connector: ¦', ['mysql', 'kafka', 'file', 'binlog'], ['vertica11']],
    ['pipeline', 'name: a\nsink:\n  connector: ¦', ['mysql', 'vertica11'], ['binlog']],
    [
      'pipeline',
      'name: a\nsink:\n  connector: mysql\n  mode: ¦',
      ['append', 'upsert', 'replace'],
      ['insert', 'update'],
    ],
    ['datasource', 'name: a\ntype: ¦', ['mysql', 'mariadb', 'kafka', 'hadoop'], ['flinkx']],
    ['project', 'name: a\nengines:\n  batch:\n    type: ¦', ['flinkx', 'chunjun', 'local'], []],
    ['project', 'name: a\nengines:\n  batch:\n    type: chunjun\n    version: ¦', ['"1.12"', '"1.16"'], []],
  ])('%s %j', async (kind, text, offered, others) => {
    const found = await labels(kind, text);
    expect(found).toEqual(expect.arrayContaining(offered));
    for (const other of others) expect(found).not.toContain(other);
  });

  test('with what they mean', async () => {
    const items = await server.completion('pipeline', 'name: a\nsink:\n  mode: ¦');
    expect(items.find(({ label }) => label === 'upsert')?.documentation).toContain('`key`');
  });
});

describe('what is put in is of the right shape', () => {
  /** Where a whole thing is put in, and how many of them there are at least. */
  const PLACES: readonly (readonly [AuthorSchema, string, number])[] = [
    ['pipeline', '¦', 3],
    ['pipeline', 'name: a\n¦', 3],
    ['pipeline', 'name: a\nschedule: ¦', 6],
    ['pipeline', 'name: a\nschedule:\n  ¦', 4],
    ['pipeline', 'name: a\nretry: ¦', 1],
    ['pipeline', 'name: a\nsource: ¦', 8],
    ['pipeline', 'name: a\nsource:\n  ¦', 8],
    ['pipeline', 'name: a\nsink: ¦', 5],
    ['pipeline', 'name: a\nsource:\n  columns: ¦', 2],
    ['pipeline', 'name: a\nsource:\n  columns:\n    - ¦', 2],
    ['pipeline', 'name: a\nsource:\n  columns:\n    - { name: id, type: bigint }\n    - ¦', 2],
    ['datasource', '¦', 40],
    ['project', '¦', 1],
    ['test', '¦', 1],
  ];

  test.each(PLACES)('%s %j', async (kind, text, least) => {
    const items = (await server.completion(kind, text)).filter(
      // the other proposals are keys, which have no value yet
      ({ label, insertText = '' }) => !insertText.startsWith(`${label}:`) && !/^(?:Inline schema|Sluice )/.test(label),
    );
    expect(items.length).toBeGreaterThanOrEqual(least);
    for (const item of items) {
      const written = applied(text, item);
      const value: unknown = parse(written);
      // a shape of ours, where everything that the compiler needs is there
      const parsed = parseDefinition(kind === 'schema-snapshot' ? 'snapshot' : kind, value, {
        file: 'a.yaml',
        path: [],
        part: 'value',
      });
      const problems = 'diagnostics' in parsed ? parsed.diagnostics.map(({ message }) => String(message)) : [];
      expect({ label: item.label, written, problems }).toEqual({ label: item.label, written, problems: [] });
      expect({ written, found: await server.findings(kind, written) }).toEqual({ written, found: [] });
    }
  });
});

describe('a pointer is told', () => {
  test.each<[AuthorSchema, string, string]>([
    ['pipeline', 'na¦me: a\n', 'Unique in the repository.'],
    ['pipeline', 'name: a\nsche¦dule: manual\n', 'schedule: { cron: "0 0 3 * * ?", timeZone: Asia/Shanghai }'],
    ['pipeline', 'name: a\nsource:\n  wh¦ere: a = 1\n', 'Condition in the source'],
    [
      'pipeline',
      'name: a\nsource:\n  connector: mysql\n  options:\n    fetch¦Size: 1\n',
      'Rows that the driver fetches',
    ],
    ['pipeline', 'name: a\nsource:\n  options:\n    fetch¦Size: 1\n', 'Rows that'],
    ['pipeline', 'name: a\nsink:\n  mode: ups¦ert\n', 'Changes the row'],
    ['datasource', 'name: a\ntype: kafka\nbro¦kers: [a]\n', 'some brokers'],
    ['project', 'name: a\npolicies:\n  pr¦une: confirm\n', 'whose pipeline is gone'],
    ['test', 'ca¦ses: []\n', 'in the order in which they are shown'],
  ])('%s %j', async (kind, text, told) => {
    expect(await server.hover(kind, text)).toContain(told);
  });
});

test('answers in time for typing, in a file of a hundred lines', async () => {
  const columns = Array.from({ length: 85 }, (_, index) => `    - { name: c${index}, type: bigint }`).join('\n');
  const text = `name: a\nschedule: manual\nsource:\n  datasource: erp\n  table: t\n  columns:\n${columns}\n  options:\n    ¦\n`;
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const before = performance.now();
    expect((await server.completion('pipeline', text)).length).toBeGreaterThan(100);
    times.push(performance.now() - before);
  }
  console.log(`completion of options in 100 lines: ${times.map(Math.round).join(', ')} ms`);
  // far above what is measured: a busy machine is no defect
  expect(Math.min(...times)).toBeLessThan(3000);
});
