import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { sluice, startSluice, type RunningProgram } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const WITHOUT_DUCKDB = new URL('../support/without-duckdb.mjs', import.meta.url).href;
const FILE = 'tests/orders.test.yaml';

const PIPELINE = `name: orders
engine: batch
schedule: manual
source:
  datasource: erp
  table: orders
  columns: [id bigint, "amount decimal(10,2)"]
  where: "paid = 1"
sink: { datasource: ods, table: ods_orders }
`;

const TEST = `# Tests of orders.
pipeline: orders
cases:
  - name: reads what is paid
    expect:
      job: { /job/content/0/reader/parameter/where: "paid = 1" } # kept
  - name: keeps paid orders only
    source:
      rows:
        - { id: 1, amount: 10.5, paid: 1 }
        - { id: 2, amount: 20, paid: 0 }
    expect:
      rows:
        - { id: 1, amount: "10.50" } # the first
`;

async function project(text = TEST): Promise<TempDir> {
  const folder = await tempDir();
  await writeBaseProject(folder.path, { 'pipelines/orders.yaml': PIPELINE, [FILE]: text });
  return folder;
}

describe('sluice test', () => {
  test('shows each case and the counts, and exits 0', async () => {
    await using folder = await project();
    const { code, stdout, stderr } = await sluice(['test'], { cwd: folder.path });
    expect(stderr).toBe('');
    expect(stdout.replaceAll(/\d+(?:\.\d+)? (?:ms|s)\b/g, 'TIME')).toBe(
      `${FILE}\n  ✓ reads what is paid  TIME\n  ✓ keeps paid orders only  TIME\n\n2 passed  (1 file, TIME)\n`,
    );
    expect(code).toBe(0);
  });

  test('exits 1 with the place of what is not as expected, in both languages', async () => {
    await using folder = await project(TEST.replace('"10.50"', '11'));
    const { code, stdout } = await sluice(['test', FILE], { cwd: folder.path });
    expect(code).toBe(1);
    expect(stdout).toContain('✗ keeps paid orders only');
    expect(stdout).toContain(`-- row 1: \`amount\` is \`"10.50"\`, expected \`11\``);
    expect(stdout).toContain(`at ${FILE}:13:7`);
    expect(stdout).toContain('1 passed, 1 failed');
    const chinese = await sluice(['test', '--lang', 'zh'], { cwd: folder.path });
    expect(chinese.stdout).toContain('1 个通过, 1 个失败');
  });

  test('exits 1 where there is no test, 78 where there is no project, 64 for what does not fit', async () => {
    await using folder = await project();
    await using nothing = await tempDir();
    const none = await sluice(['test', 'pipelines'], { cwd: folder.path });
    expect([none.code, none.stdout]).toEqual([1, expect.stringContaining('SL1102')]);
    expect((await sluice(['test'], { cwd: nothing.path })).code).toBe(78);
    expect((await sluice(['test', '--watch', '--update'], { cwd: folder.path })).code).toBe(64);
    expect((await sluice(['test', 'nowhere'], { cwd: folder.path })).code).toBe(1);
  });

  test('--update writes what is so, keeps the rest, says where, and is done then', async () => {
    await using folder = await project(TEST.replace('"10.50"', '11').replace('where: "paid = 1" }', 'where: x }'));
    const first = await sluice(['test', '--update'], { cwd: folder.path });
    expect(first.stdout).toContain(`updated ${FILE}\n    6 - x\n    6 + "paid = 1"\n   14 - 11\n   14 + "10.50"\n`);
    expect(first.stdout).toContain('2 passed');
    expect(first.code).toBe(0);
    expect(await readFile(path.join(folder.path, FILE), 'utf8')).toBe(TEST);
    const second = await sluice(['test', '--update', '--output', 'json'], { cwd: folder.path });
    expect(JSON.parse(second.stdout)).toMatchObject({ summary: { passed: 2 }, updated: [] });
  });

  test('--output junit and json go beside the text', async () => {
    await using folder = await project();
    const { stdout } = await sluice(['test', '--output', 'junit', '--output-file', 'report.xml'], { cwd: folder.path });
    expect(stdout).toContain('2 passed');
    expect(await readFile(path.join(folder.path, 'report.xml'), 'utf8')).toContain(
      '<testcase name="reads what is paid"',
    );
  });

  test('skips what needs DuckDB where it is not installed, and says so', async () => {
    await using folder = await project(`pipeline: sums
cases:
  - name: adds up
    source: { rows: [{ id: 1, amount: 2 }, { id: 1, amount: 3 }] }
    expect: { rows: [{ id: 1, total: 5 }] }
`);
    const sums = `name: sums
schedule: manual
source: { datasource: warehouse, table: orders, columns: [id bigint, "amount decimal(10,2)"] }
transform: { sql: "select id, sum(amount) as total from source group by id" }
sink: { datasource: warehouse, table: sums, columns: [id, total] }
`;
    await writeFile(path.join(folder.path, 'pipelines/sums.yaml'), sums);
    await writeFile(
      path.join(folder.path, 'datasources/warehouse.yaml'),
      'name: warehouse\ntype: sqlite\npath: w.db\n',
    );
    const command = [process.execPath, '--import', WITHOUT_DUCKDB, PROGRAM];
    const { code, stdout } = await sluice(['test'], { cwd: folder.path, command });
    expect(stdout).toContain('- adds up  skipped: it needs DuckDB, which is not installed');
    expect(stdout).toContain('warning[SL1112]');
    expect(stdout).toContain('1 skipped');
    expect(code).toBe(0);
    const withIt = await sluice(['test'], { cwd: folder.path });
    expect(withIt.stdout).toContain('1 passed');
  });

  test('--watch runs again what a change touches, and ends on ctrl-c', async () => {
    await using folder = await project();
    await using running = startSluice(['test', '--watch'], { cwd: folder.path });
    await until(running, /2 passed[^]*watching for changes/);
    await writeFile(path.join(folder.path, 'pipelines/orders.yaml'), PIPELINE.replace('paid = 1', 'paid = 0'));
    await until(running, /pipelines\/orders\.yaml has changed[^]*2 failed[^]*watching/);
    await writeFile(path.join(folder.path, 'pipelines/orders.yaml'), `${PIPELINE}# a comment\n`);
    await until(running, /2 failed[^]*2 passed[^]*watching/);
    await writeFile(
      path.join(folder.path, 'pipelines/other.yaml'),
      'name: other\nschedule: manual\nengine: sh\ncommand: [date]\n',
    );
    await until(running, /2 passed[^]*\(1 file, 2 unchanged/);
    await writeFile(path.join(folder.path, FILE), TEST.replace('"10.50"', '11'));
    await until(running, /orders\.test\.yaml has changed[^]*1 failed/);
    running.signal('SIGINT');
    expect(await running.ended).toMatchObject({ code: 130, signal: null, stderr: '' });
  });
});

async function until(running: RunningProgram, text: RegExp): Promise<void> {
  const clock = createSystemClock();
  for (const end = clock.monotonic() + 30_000; clock.monotonic() < end; await clock.sleep(20))
    if (text.test(running.stdout)) return;
  throw new Error(`never said ${String(text)}:\n${running.stdout}\n${running.stderr}`);
}
