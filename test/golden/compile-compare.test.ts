import path from 'node:path';
import { beforeAll, describe, expect, test, afterAll } from 'vitest';
import { writeBaseProject } from '../support/base-project.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { sluice, type ProgramEnd } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');

const FILES = {
  'pipelines/orders.yaml': `name: orders
schedule: { cron: "0 */5 * * * ?" }
engine: batch
source:
  datasource: erp
  table: orders
  columns: [{ name: id, type: bigint }, { name: amount, type: "decimal(18,2)" }]
  splitBy: id
sink: { datasource: ods, table: orders, mode: upsert, key: [id] }
settings: { parallelism: 2, errorLimit: { rows: 100 } }
`,
  'pipelines/share.yaml': `name: share
schedule: manual
engine: batch
source: { datasource: erp, table: orders, columns: [id bigint] }
sink: { datasource: ods, table: orders }
settings: { errorLimit: { percent: 1 } }
`,
  'pipelines/moved.yaml': `name: moved
schedule: manual
engine: next
source: { datasource: erp, table: orders, columns: [id bigint] }
sink: { datasource: ods, table: orders }
`,
  'pipelines/clean.yaml': 'name: clean\nschedule: manual\ncommand: [date]\n',
};

interface Compared {
  readonly pipelines: readonly {
    readonly pipeline: string;
    readonly status: string;
    readonly differences: readonly { readonly path: string; readonly before?: unknown; readonly after?: unknown }[];
    readonly diagnostics: readonly { readonly code: string; readonly file: string }[];
  }[];
}

describe('sluice compile --engine NAME --compare', () => {
  let folder: TempDir;
  beforeAll(async () => {
    folder = await tempDir('sluice-compare-');
    await writeBaseProject(folder.path, FILES);
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  const compare = (...args: string[]): Promise<ProgramEnd> =>
    sluice(['compile', '--compare', ...args], {
      cwd: folder.path,
      command: [process.execPath, '--import', import.meta.resolve('tsx'), path.join(ROOT, 'src/cli/main.ts')],
    });

  test('names what changes, what the engine refuses, and leaves commands out', async () => {
    const end = await compare('--engine', 'next', '--output', 'json');
    expect(end).toMatchObject({ code: 1, stderr: '' });
    const document = JSON.parse(end.stdout) as Compared; // what the schema says, which is asserted here
    const conforms = publishedSchema('compile-compare');
    conforms(document);
    expect(conforms.errors ?? []).toEqual([]);
    expect(document).toMatchObject({ to: 'next', summary: { same: 1, differs: 1, refused: 1 }, diagnostics: [] });
    expect(document.pipelines.map(({ pipeline, status }) => `${pipeline} ${status}`)).toEqual([
      'moved same',
      'orders differs',
      'share refused',
    ]);
    expect(document.pipelines[1]?.differences).toEqual([
      { path: 'job.content[0].reader.parameter.column[amount].type', before: 'decimal', after: 'decimal(18,2)' },
      { path: 'job.content[0].writer.parameter.column[amount].type', before: 'decimal', after: 'decimal(18,2)' },
      {
        path: 'job.content[0].writer.parameter.writeMode',
        renamedTo: 'job.content[0].writer.parameter.mode',
        before: 'update',
        after: 'update',
      },
      { path: 'job.content[0].writer.parameter.updateKey', before: { key: ['id'] } },
      { path: 'job.content[0].writer.parameter.uniqueKey', after: ['id'] },
      { path: 'job.content[0].writer.parameter.allReplace', after: true },
      { path: 'job.setting.errorLimit', before: { record: 100 } },
      { path: 'launch.confProp["chunjun.dirty-data.max-rows"]', after: '101' },
      { path: 'launch.confProp["chunjun.delay_period_mill"]', after: '1' },
    ]);
    expect(document.pipelines[2]?.diagnostics).toMatchObject([{ code: 'SL0609', file: 'pipelines/share.yaml' }]);
  }, 60_000);

  test('puts before and after beside each other for people, without colour where there is no terminal', async () => {
    const end = await compare('--engine', 'next', 'orders');
    expect(end).toMatchObject({ code: 0, stderr: '' });
    const lines = end.stdout.split('\n');
    expect(lines[0]).toBe('orders  batch -> next  9 differences');
    expect(lines).toContain('  =  job.content[0].writer.parameter.writeMode            "update"        mode: "update"');
    expect(lines).toContain('  -  job.setting.errorLimit                               {"record":100}');
    expect(lines.at(-2)).toBe('1 pipeline on next: 0 same, 1 differ, 0 cannot run there');
    expect(end.stdout).not.toContain(String.fromCodePoint(27));
  }, 60_000);

  test('shows both texts where one of them is SQL', async () => {
    const end = await compare('--engine', 'sql', 'moved');
    expect(end).toMatchObject({ code: 0 });
    expect(end.stdout).toContain('--- next');
    expect(end.stdout).toContain('+++ sql (job.sql)\nSET ');
    expect(end.stdout).toContain('${secret:env/ERP_PASSWORD}');
  }, 60_000);

  test('wants an engine, and writes nothing', async () => {
    expect(await compare()).toMatchObject({ code: 64 });
    expect(await compare('--engine', 'next', '--out', 'x')).toMatchObject({ code: 64 });
    const unknown = await compare('--engine', 'nope');
    expect(unknown).toMatchObject({ code: 64, stdout: '' });
    expect(unknown.stderr).toContain('sluice.yaml declares no engine `nope`');
    expect(unknown.stderr).toMatch(/it declares .*next/);
  }, 60_000);
});
