import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeBaseProject } from '../../test/support/base-project.ts';
import { tempDir } from '../../test/support/temp-dir.ts';
import { runTests, type RunTestsOptions } from './run-tests.ts';
import type { TestRun } from './test-run.ts';

const PIPELINE = `name: orders
engine: batch
params: { region: { default: cn, pattern: "[a-z]+" } }
schedule: { cron: "0 0 2 * * ?" }
source:
  datasource: erp
  table: orders
  columns: [id bigint, "amount decimal(10,2)", updated_at datetime]
  where: "region = '\${region}'"
  incremental: { column: updated_at }
sink:
  datasource: ods
  table: ods.ods_orders
  mode: upsert
  key: [id]
`;

const SOURCE = `source:
      rows:
        - { id: 1, amount: 10.5, updated_at: "2026-01-01 00:00:00", region: cn }
        - { id: 2, amount: 20, updated_at: "2026-01-02 00:00:00", region: us }`;

const one = (text: string, name = 'a case'): string =>
  `pipeline: orders\ncases:\n  - name: ${name}\n    ${text.split('\n').join('\n    ').replaceAll('\n          ', '\n      ')}\n`;

/** A case of this pipeline that expects nothing. */
const named = (name: string): string => `cases: [{ name: a, pipeline: ${name}, expect: {} }]\n`;

/** A case whose source has these rows, or those of this file. */
const withRows = (rows: string): string => one(`source: { rows: ${rows} }\nexpect: { count: 1 }`);

async function run(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<RunTestsOptions> = {},
  prepare?: (root: string) => Promise<void>,
): Promise<TestRun> {
  await using dir = await tempDir();
  await writeBaseProject(dir.path, { 'pipelines/orders.yaml': PIPELINE });
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir.path, file)), { recursive: true });
    await writeFile(join(dir.path, file), text);
  }
  await prepare?.(dir.path);
  return await runTests({ root: dir.path, paths: [], environment: 'default', now: () => 0, ...options });
}

/** What a single test file is told. */
async function told(text: string, more: Readonly<Record<string, string | Uint8Array>> = {}): Promise<string[]> {
  const { cases, diagnostics } = await run({ 'tests/orders.test.yaml': text, ...more });
  return [...diagnostics, ...cases.flatMap((each) => each.diagnostics)].map(
    ({ code, message, file, range, help }) =>
      `${file}:${range.start.line} ${code} ${message}${help === undefined ? '' : ` (${help})`}`,
  );
}

const T = 'tests/orders.test.yaml';

describe('runTests', () => {
  it('judges the bound job, its values, next fires and findings', async () => {
    const text = `pipeline: orders
fire: 2026-03-01T02:00:00+08:00
params: { region: us }
cases:
  - name: all
    params: { region: eu }
    expect:
      job: { job: { content: [{ reader: { parameter: { where: "region = 'eu'" } } }] } }
      values: { region: eu }
      artefact: { /pipeline/name: orders, /pipeline/retry: { attempts: 1 } }
      nextFires: ["2026-03-01T18:00:00Z", "2026-03-03T02:00:00+08:00"]
  - name: of the file
    expect: { values: { "\${region}": us } }
`;
    const { cases } = await run({ [T]: text });
    expect(cases.map(({ name, status, diagnostics }) => [name, status, diagnostics])).toEqual([
      ['all', 'passed', []],
      ['of the file', 'passed', []],
    ]);
  });

  it('moves rows through where, types, cursor, mode and key, whatever the engine is', async () => {
    const text = `pipeline: orders
cases:
  - name: rows
    cursor: "2025-12-31 00:00:00"
    ${SOURCE}
    sink: { rows: [{ id: 1, amount: 1 }, { id: 7, amount: 7 }] }
    expect:
      rows: [{ id: 7, amount: "7.00" }, { id: 1, amount: 10.5 }]
      count: 2
      cursor: "2026-01-01 00:00:00"
`;
    const { cases } = await run({ [T]: text });
    expect(cases).toMatchObject([{ status: 'passed', diagnostics: [] }]);
    // a row at the cursor itself has been read: it is exclusive, also where the type has a fraction
    const atCursor = text
      .replace('2025-12-31', '2026-01-01')
      .replace('cursor: "2026-01-01 00:00:00"\n`', '')
      .replace('      cursor: "2026-01-01 00:00:00"\n', '');
    const { cases: again } = await run({ [T]: atCursor.replace('amount: 10.5 }]', 'amount: 1 }]') });
    expect(again).toMatchObject([{ status: 'passed', diagnostics: [] }]);
  });

  it('takes the position of FlinkX, in milliseconds, for the job and for the rows', async () => {
    const cursor = Date.UTC(2025, 11, 31, 16); // midnight of the first row in Asia/Shanghai
    const text = `pipeline: orders
cases:
  - name: a
    cursor: "${cursor}"
    ${SOURCE.replace('region: us', 'region: cn')}
    expect:
      job: { /job/content/0/reader/parameter/startLocation: "${cursor}" }
      rows: [{ id: 2 }]
`;
    expect(await told(text)).toEqual([]);
  });

  it('runs preSql and postSql as SQLite takes them, and says what it cannot', async () => {
    const text = (more: string): string =>
      `pipeline: orders\ncases:\n  - name: a\n    ${SOURCE}\n    sink: { rows: [{ id: 7, amount: 7 }] }\n${more}`;
    const pipeline = (preSql: string): Record<string, string> => ({
      'pipelines/orders.yaml': PIPELINE.replace(/  incremental.*\n/, '').replace(
        '  key: [id]',
        `  key: [id]\n  preSql: ["${preSql}"]`,
      ),
    });
    expect(await told(text('    expect: { count: 1 }\n'), pipeline('truncate table ods.ods_orders'))).toEqual([]);
    expect(
      await told(text('    expect: { count: 2 }\n'), pipeline('delete from `ods`.ods_orders where id < 7')),
    ).toEqual([]);
    const other = pipeline('set sql_mode = 1');
    expect(await told(text('    expect: { count: 2 }\n'), other)).toMatchObject([
      expect.stringContaining('SL1109 case `a` cannot judge `preSql`'),
    ]);
    expect(await told(text('    leaveOut: [preSql]\n    expect: { count: 2 }\n'), other)).toEqual([]);
  });

  it('gives a query its tables by name', async () => {
    const query = PIPELINE.replace(
      '  table: orders\n',
      '  query: select o.* from erp.orders o join erp.users u on u.id = o.user\n',
    ).replace(/  where.*\n/, '');
    const text = `pipeline: orders
cases:
  - name: a
    source:
      tables:
        erp.orders:
          - { id: 1, amount: 2, updated_at: "2026-01-01 00:00:00", user: 1 }
          - { id: 2, amount: 2, updated_at: "2026-01-01 00:00:00", user: 9 }
        erp.users: [{ id: 1 }]
    expect: { rows: [{ id: 1 }] }
`;
    expect(await told(text, { 'pipelines/orders.yaml': query })).toEqual([]);
    const rows = text.replace(/tables:[^]*expect/, 'rows: []\n    expect');
    expect(await told(rows, { 'pipelines/orders.yaml': query })).toMatchObject([
      expect.stringContaining('do not say of which table they are'),
    ]);
  });

  it('takes a source without rows', async () => {
    expect(await told(one('source: { rows: [] }\nexpect: { rows: [], count: 0 }'))).toEqual([]);
  });

  it('tells a family, a member that does not compile and an environment that is not declared apart', async () => {
    const family = PIPELINE.replace('table: orders', 'table: [a, b]');
    const files = { 'pipelines/orders.yaml': family };
    expect(await told(named('orders-a'), files)).toEqual([]);
    expect(await told(named('orders'), files)).toEqual([
      `${T}:1 SL1103 \`orders\` is a family of 2 pipelines, one for each table (name one of them: \`orders-a\`, \`orders-b\`)`,
    ]);
    const broken = { 'pipelines/orders.yaml': family.replace('mode: upsert', 'mode: overwrite') };
    expect(await told(named('orders-a'), broken)).toMatchObject([
      expect.stringContaining('SL0310'),
      expect.stringContaining('SL1111'),
    ]);
    expect(await told(named('orders-a, environment: staging'), files)).toEqual([
      `${T}:1 SL1107 sluice.yaml declares no environment \`staging\``,
    ]);
  });

  it('points at the cell that is not as expected, and at the pipeline', async () => {
    const text = `pipeline: orders
cases:
  - name: rows
    ${SOURCE}
    expect:
      rows:
        - { id: 1, amount: 11 }
`;
    const { cases } = await run({ [T]: text });
    const [found] = cases[0]?.diagnostics ?? [];
    expect(cases[0]).toMatchObject({ status: 'failed', line: 3 });
    expect(found?.labels.map(({ file, range, message }) => `${file}:${range.start.line} ${message}`)).toEqual([
      'tests/orders.test.yaml:10 row 1: `amount` is `"10.50"`, expected `11`',
      'pipelines/orders.yaml:11 the sink of the pipeline',
    ]);
  });

  it('says what is wrong with a test file as it does with a pipeline', async () => {
    expect(await told('pipeline: orders\ncasse: []\n')).toEqual([
      `${T}:2 SL0201 unknown key \`casse\` (did you mean \`cases\`?)`,
    ]);
    expect(await told('pipeline: orders\ncases: []\n')).toMatchObject([expect.stringContaining('SL0204')]);
    expect(await told('a: [\n')).toMatchObject([expect.stringContaining(`${T}:`)]);
    expect(await told('', {})).toMatchObject([expect.stringContaining('SL0102')]);
    const { diagnostics } = await run({ [T]: Uint8Array.of(0x61, 0x3a, 0x20, 0xff) });
    expect(diagnostics.map(({ code }) => code)).toEqual(['SL0101']);
  });

  it('runs the other files when one cannot be read', async () => {
    const { cases, diagnostics } = await run({
      'tests/a.test.yaml': 'cases: {}\n',
      'pipelines/orders.test.yaml': one('expect: { values: { region: cn } }'),
    });
    expect(diagnostics.map(({ file, code }) => [file, code])).toEqual([['tests/a.test.yaml', 'SL0202']]);
    expect(cases).toMatchObject([{ file: 'pipelines/orders.test.yaml', status: 'passed' }]);
  });

  it('refuses a pipeline that does not exist, two cases of one name, and settings without effect', async () => {
    expect(await told(one('expect: {}').replace('pipeline: orders', 'pipeline: order'))).toEqual([
      `${T}:1 SL1103 no pipeline is named \`order\` (did you mean \`orders\`?)`,
    ]);
    const two = 'pipeline: orders\ncases:\n  - { name: a, expect: {} }\n  - { name: a, expect: {} }\n';
    expect(await told(two)).toMatchObject([expect.stringContaining(`${T}:4 SL1104`)]);
    expect(await told(one('params: { regoin: cn }\nexpect: {}'))).toEqual([
      `${T}:4 SL1107 \`orders\` has no parameter \`regoin\` (did you mean \`region\`?)`,
    ]);
    expect(await told(one('params: { region: "c;n" }\nexpect: {}'))).toMatchObject([
      expect.stringContaining('does not match its pattern'),
    ]);
    expect(await told(one('fire: 2026-03-01\nexpect: {}'))).toMatchObject([
      expect.stringContaining('is not a time with an offset'),
    ]);
    expect(await told(one('engine: nowhere\nexpect: {}'))).toMatchObject([
      expect.stringContaining('declares no engine `nowhere`'),
    ]);
    expect(await told(one('expect: { count: 1 }'))).toMatchObject([expect.stringContaining('says no rows')]);
    expect(await told(one('source: { rows: [] }\nexpect: {}'))).toMatchObject([
      expect.stringContaining('expects nothing of a run'),
    ]);
  });

  it('refuses rows that cannot be read, with the reason', async () => {
    expect(await told(withRows('none.csv'))).toMatchObject([expect.stringContaining('it does not exist')]);
    expect(await told(withRows('x.xls'))).toMatchObject([expect.stringContaining('in no form that is known')]);
    expect(await told(withRows('../../etc/passwd.csv'))).toMatchObject([expect.stringContaining('not in the project')]);
    const latin = { 'tests/l.csv': Uint8Array.of(0x69, 0x64, 0x0a, 0xff, 0x0a) };
    expect(await told(withRows('l.csv'), latin)).toMatchObject([expect.stringContaining('it is not UTF-8')]);
    expect(await told(withRows('e.csv'), { 'tests/e.csv': '' })).toMatchObject([expect.stringContaining('SL1105')]);
    const short = { 'tests/s.csv': 'id,amount\n1\n' };
    expect(await told(withRows('s.csv'), short)).toMatchObject([expect.stringContaining('line 2 has 1 fields, not 2')]);
    const large = await run({ [T]: withRows('large.csv'), 'tests/large.csv': '' }, {}, (root) =>
      truncate(join(root, 'tests/large.csv'), 100 * 1024 * 1024),
    );
    expect(large.cases[0]?.diagnostics[0]?.message).toContain('it has 100 MB, and at most 16 MB are read');
  });

  it('refuses columns and values that do not fit the pipeline', async () => {
    expect(await told(withRows('[{ id: 1, amuont: 2, updated_at: "2026-01-01 00:00:00", region: cn }]'))).toEqual([
      `${T}:4 SL1106 the pipeline does not read the column \`amuont\` (did you mean \`amount\`?)`,
    ]);
    expect(await told(withRows('[{ id: 1, amount: 2, region: cn }]'))).toMatchObject([
      expect.stringContaining('no row has the column `updated_at`'),
    ]);
    expect(await told(withRows('[{ id: x, amount: 2, updated_at: "2026-01-01 00:00:00", region: cn }]'))).toMatchObject(
      [expect.stringContaining('row 1, column `id`: `x`')],
    );
    expect(await told(withRows('[{ id: 1, amount: 2, updated_at: "2026-01-01 00:00:00" }]'))).toMatchObject([
      expect.stringContaining('SL1106 `where` needs the column `region`, which no row has'),
    ]);
    const wanted = `pipeline: orders\ncases:\n  - name: a\n    ${SOURCE}\n    expect: { rows: [{ idd: 1 }] }\n`;
    expect(await told(wanted)).toMatchObject([
      expect.stringContaining('the sink has no column `idd` (did you mean `id`?)'),
    ]);
  });

  it('says once what is wrong with a pipeline that does not compile, and fails its cases', async () => {
    const broken = PIPELINE.replace('table: orders', 'tabel: orders');
    const text =
      'pipeline: orders\ncases:\n  - { name: a, expect: {} }\n  - { name: b, expect: { diagnostics: [SL0201] } }\n  - { name: c, expect: {} }\n';
    const { cases, diagnostics } = await run({ 'pipelines/orders.yaml': broken, [T]: text });
    expect(diagnostics.map(({ code }) => code)).toEqual(['SL0201']);
    expect(cases.map(({ name, status }) => [name, status])).toEqual([
      ['a', 'failed'],
      ['b', 'passed'],
      ['c', 'failed'],
    ]);
    expect(cases[0]?.diagnostics.map(({ code }) => code)).toEqual(['SL1111']);
  });

  it('takes an expected failure, and tells one that was not expected', async () => {
    const twice = PIPELINE.replace('mode: upsert', 'mode: append');
    const again = `sink: { rows: [{ id: 1 }] }\nexpect: `;
    const text = (expectation: string): string =>
      `pipeline: orders\ncases:\n  - name: a\n    ${SOURCE}\n    ${again.replace('\n', '\n    ')}${expectation}\n`;
    const pipelines = { 'pipelines/orders.yaml': twice };
    expect(await told(text('{ error: UNIQUE }'), pipelines)).toEqual([]);
    expect(await told(text('{ error: { matches: "^disk" } }'), pipelines)).toMatchObject([
      expect.stringContaining('SL1101 the error of the run is not as expected'),
    ]);
    expect(await told(text('{ count: 2 }'), pipelines)).toMatchObject([expect.stringContaining('SL1108')]);
    expect(await told(text('{ error: UNIQUE }'))).toMatchObject([expect.stringContaining('it succeeded')]);
  });

  it('skips with a reason, and takes cases by a part of their name', async () => {
    const text =
      'pipeline: orders\ncases:\n  - { name: Alpha, skip: not yet, expect: {} }\n  - { name: beta, expect: {} }\n';
    expect((await run({ [T]: text })).cases).toMatchObject([{ status: 'skipped', reason: 'not yet' }, {}]);
    expect((await run({ [T]: text }, { filter: 'ALPHA' })).cases).toHaveLength(1);
    expect((await run({ [T]: text }, { filter: 'gamma' })).diagnostics).toMatchObject([{ code: 'SL1102' }]);
    expect((await run({ 'tests/orders.yaml': text })).diagnostics).toMatchObject([{ code: 'SL1102' }]);
  });

  it('does not run again what nothing has touched', async () => {
    await using dir = await tempDir();
    await writeBaseProject(dir.path, {
      'pipelines/orders.yaml': PIPELINE,
      [T]: one('expect: { values: { region: cn } }'),
    });
    const options = { root: dir.path, paths: [], environment: 'default', now: () => 0 };
    const first = await runTests(options);
    const reused = async (...changed: string[]): Promise<boolean> =>
      (await runTests({ ...options, since: { run: first, changed: new Set(changed) } })).cases[0]?.reused === true;
    expect(await reused('pipelines/other.yaml')).toBe(true);
    expect(await reused(T)).toBe(false);
    await writeFile(join(dir.path, 'pipelines/orders.yaml'), `# a comment\n${PIPELINE}`);
    expect(await reused('pipelines/orders.yaml')).toBe(true);
    await writeFile(join(dir.path, 'pipelines/orders.yaml'), PIPELINE.replace('default: cn', 'default: us'));
    expect(await reused('pipelines/orders.yaml')).toBe(false);
  });
});
