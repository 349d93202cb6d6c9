import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { publishedSchema } from '../support/published-schema.ts';
import { tempDir } from '../support/temp-dir.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const JOBS = path.join(ROOT, 'test', 'golden', 'import');
const ODDITIES = path.join(JOBS, 'oddities-flinkx');
const run = promisify(execFile);

const PROJECT = `name: shop
engines:
  batch: { type: flinkx, version: "1.11", home: /opt/flinkx }
  sql: { type: flink-sql, version: "1.20", gateway: "http://flink:8083" }
`;

const JOB = {
  job: {
    content: [
      {
        reader: { name: 'streamreader', parameter: { column: [{ name: 'id', type: 'int' }], sliceRecordCount: [1] } },
        writer: { name: 'streamwriter', parameter: { print: true } },
      },
    ],
    setting: { speed: { channel: 1 } },
  },
};

/** From database `d` to database `e`. */
function jdbcJob(): object {
  const side = (plugin: string, database: string): object => ({
    name: plugin,
    parameter: {
      username: 'sync',
      password: 'Herbst2024!',
      column: [{ name: 'id', type: 'int' }],
      ...(plugin === 'mysqlwriter' ? { writeMode: 'insert' } : {}),
      connection: [
        {
          jdbcUrl:
            plugin === 'mysqlreader'
              ? [`jdbc:mysql://${database}-db:3306/${database}`]
              : `jdbc:mysql://${database}-db:3306/${database}`,
          table: ['orders'],
        },
      ],
    },
  });
  return {
    job: {
      content: [{ reader: side('mysqlreader', 'd'), writer: side('mysqlwriter', 'e') }],
      setting: { speed: { channel: 1 } },
    },
  };
}

describe('sluice import', () => {
  const conforms = publishedSchema('import-result');

  test('satisfies schemas/import-result.schema.json, exit 1 where a file failed', async () => {
    await using folder = await project();
    const { document, code } = await importJson(ODDITIES, folder.path);
    conforms(document);
    expect(conforms.errors ?? []).toEqual([]);
    expect(code).toBe(1);
    expect(document.summary.failed).toBeGreaterThan(0);
  });

  test('says first which jobs were silently wrong, and at the end what has to be set', async () => {
    await using folder = await project();
    const { stdout } = await sluice(['import', 'flinkx', ODDITIES, '--into', folder.path, '--engine', 'batch']);
    expect(stdout.indexOf('wehre')).toBeGreaterThan(0);
    expect(stdout.indexOf('wehre')).toBeLessThan(stdout.indexOf('last-brace-missing'));
    expect(stdout).toMatch(/set in the environment of the executor:\n(?: {2}.*\n)* {2}ODS_PASSWORD/);
    expect(stdout).not.toContain('Herbst2024!');
  });

  test('takes the jobs of DataX, for an engine of either kind, and checks without an error', async () => {
    await using folder = await project();
    const { stdout } = await sluice([
      'import',
      'datax',
      path.join(JOBS, 'datax'),
      '--into',
      folder.path,
      '--engine',
      'batch',
      '--output',
      'json',
    ]);
    conforms(JSON.parse(stdout));
    expect(conforms.errors ?? []).toEqual([]);
    expect(await texts(folder.path)).toMatchObject({
      'pipelines/orders.yaml': `# Imported from orders.json (DataX).
name: orders
schedule: manual
engine: batch
source:
  datasource: erp
  table: orders
  columns: [id, name, { name: c2, value: erp }, amount]
  where: dt = '\${bizdate}'
  splitBy: id
sink:
  datasource: ods
  table: ods_orders
  mode: replace
  columns: [id, name, origin, amount]
settings: { parallelism: 3, rateLimit: 1MB/s, errorLimit: { rows: 10 } }
`,
    });
    expect(stdout).not.toContain('Herbst2024!');
    const checked = await sluice(['check', '--chdir', folder.path, '--output', 'json']);
    expect(JSON.parse(checked.stdout)).toMatchObject({ summary: { errors: 0, warnings: 0 } });
  });

  test.each([
    ['oddities', ODDITIES],
    ['the examples of FlinkX 1.11', path.join(JOBS, 'flinkx-1.11')],
  ])('writes of %s what `sluice check` has no error in, and the same bytes a second time', async (_what, jobs) => {
    await using folder = await project();
    const first = await importJson(jobs, folder.path);
    const before = await texts(folder.path);
    const second = await importJson(jobs, folder.path);
    expect(await texts(folder.path)).toEqual(before);
    expect(second.document.summary.unchanged).toBe(first.document.summary.pipelines);
    expect(second.document.files).toEqual(first.document.files);
    expect(second.document.secrets).toEqual(first.document.secrets);
    const { stdout } = await sluice(['check', '--chdir', folder.path, '--output', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { errors: 0 } });
  });

  test('does not write over a file that was edited, unless told to', async () => {
    await using folder = await project();
    await importJson(ODDITIES, folder.path);
    const file = path.join(folder.path, 'pipelines', 'people-wrote-it.yaml');
    const written = await readFile(file, 'utf8');
    await writeFile(file, `${written}owner: me\n`);
    const { document } = await importJson(path.join(ODDITIES, 'people-wrote-it.json'), folder.path);
    expect(document.files).toMatchObject([{ status: 'failed', diagnostics: [{ code: 'SL0924' }] }]);
    expect(await readFile(file, 'utf8')).toContain('owner: me');
    await importJson(path.join(ODDITIES, 'people-wrote-it.json'), folder.path, '--yes');
    expect(await readFile(file, 'utf8')).toBe(written);
  });

  test('names files that it cannot read, and skips what is no job', async () => {
    await using folder = await project();
    const jobs = path.join(folder.path, 'jobs');
    await mkdir(path.join(jobs, 'closed'), { recursive: true });
    await writeFile(path.join(jobs, 'latin.json'), Buffer.from([0x7b, 0x22, 0xe4, 0x22, 0x3a, 0x31, 0x7d]));
    await writeFile(path.join(jobs, 'package.json'), '{ "name": "web" }');
    await writeFile(path.join(jobs, 'bom.json'), `\uFEFF${JSON.stringify(JOB)}`);
    await writeFile(path.join(jobs, 'empty.json'), '');
    await chmod(path.join(jobs, 'closed'), 0o000);
    const { document } = await importJson(jobs, folder.path);
    await chmod(path.join(jobs, 'closed'), 0o700);
    const found = Object.fromEntries(
      document.files.map(({ from, status, diagnostics }) => [from, diagnostics[0]?.code ?? status]),
    );
    // root may look into every folder
    expect(found).toEqual({
      'latin.json': 'SL0920',
      'empty.json': 'SL0921',
      'bom.json': 'exact',
      ...(process.getuid?.() === 0 ? {} : { closed: 'SL0920' }),
    });
    expect(document.skipped).toMatchObject([{ file: 'package.json' }]);
  });

  test('gives two files of one name the names of their folders', async () => {
    await using folder = await project();
    const jobs = path.join(folder.path, 'jobs');
    for (const name of ['a/Orders.json', 'b/orders.json', 'c/orders 2.json']) {
      await mkdir(path.dirname(path.join(jobs, name)), { recursive: true });
      await writeFile(path.join(jobs, name), JSON.stringify(JOB));
    }
    await importJson(jobs, folder.path);
    expect((await readdir(path.join(folder.path, 'pipelines'))).sort()).toEqual([
      'a-orders.yaml',
      'b-orders.yaml',
      'orders-2.yaml',
    ]);
  });

  test('uses a datasource of the project that has the same address', async () => {
    await using folder = await project();
    await mkdir(path.join(folder.path, 'datasources'));
    const own =
      'name: wide\ntype: cassandra\nhost: 10.0.0.7\nport: "9042"\ndatabase: ods\nusername: cass\npassword: ${secret:file//run/secrets/cass}\n';
    await writeFile(path.join(folder.path, 'datasources', 'wide.yaml'), own);
    await importJson(path.join(ODDITIES, 'name-with-too-much.json'), folder.path);
    expect(await readdir(path.join(folder.path, 'datasources'))).toEqual(['wide.yaml']);
    expect(await readFile(path.join(folder.path, 'pipelines', 'name-with-too-much.yaml'), 'utf8')).toContain(
      'datasource: wide',
    );
  });

  test('imports ten thousand files, and one of fifty megabytes', async () => {
    await using folder = await project();
    const jobs = path.join(folder.path, 'jobs');
    await mkdir(jobs);
    for (let index = 0; index < 10_000; index += 1)
      await writeFile(path.join(jobs, `job${index}.json`), JSON.stringify(JOB));
    const large = structuredClone(JOB) as { comment?: string };
    large.comment = 'x'.repeat(50 * 1024 * 1024);
    await writeFile(path.join(jobs, 'large.json'), JSON.stringify(large));
    const { stdout } = await sluice(['import', 'flinkx', jobs, '--into', folder.path, '--engine', 'batch']);
    expect(stdout).toContain('10001 files: 10000 exact, 1 listed, 0 failed');
  }, 180_000);

  test.each([
    [['import', 'flinkx', ODDITIES, '--into', '.'], 64],
    [['import', 'kettle', ODDITIES, '--into', '.', '--engine', 'batch'], 64],
    [['import', 'flinkx', ODDITIES, '--into', '.', '--engine', 'nope'], 64],
    [['import', 'flinkx', ODDITIES, '--into', '.', '--engine', 'sql'], 64],
    [['import', 'flinkx', path.join(ODDITIES, 'nowhere'), '--into', '.', '--engine', 'batch'], 1],
    [['import', 'flinkx', ODDITIES, '--into', 'empty', '--engine', 'batch'], 78],
  ])('%j exits with %i', async (args, expected) => {
    await using folder = await project();
    await mkdir(path.join(folder.path, 'empty'));
    const placed = args.map((each, index) => (args[index - 1] === '--into' ? path.join(folder.path, each) : each));
    expect((await sluice(placed)).code).toBe(expected);
  });

  test('gives a new datasource no name that a file of another one has', async () => {
    await using folder = await project();
    const { jobs, datasources } = await jobsOf(folder.path, 'a');
    const own = 'name: other\ntype: mysql\nhost: elsewhere\n';
    await writeFile(path.join(datasources, 'd.yaml'), own);
    const { document, code } = await importJson(jobs, folder.path);
    expect(code).toBe(0);
    expect(document.summary).toMatchObject({ pipelines: 1, datasources: 2 });
    const before = await texts(folder.path);
    expect(Object.keys(before)).toEqual([
      'pipelines/a.yaml',
      ...['d-d-db', 'd', 'e'].map((x) => `datasources/${x}.yaml`),
    ]);
    expect(before['datasources/d.yaml']).toBe(own);
    const checked = await sluice(['check', '--chdir', folder.path, '--output', 'json']);
    expect(JSON.parse(checked.stdout)).toMatchObject({ summary: { errors: 0 } });
    const again = await importJson(jobs, folder.path);
    expect(again.document.summary).toMatchObject({ pipelines: 1, datasources: 0, unchanged: 1 });
    expect(await texts(folder.path)).toEqual(before);
  });

  test('fails the one job whose pipeline cannot be written, and reports all', async () => {
    await using folder = await project();
    const { jobs } = await jobsOf(folder.path, 'a', 'noerr', 'z');
    await mkdir(path.join(folder.path, 'pipelines', 'noerr.yaml'), { recursive: true });
    const { document, code } = await importJson(jobs, folder.path);
    expect(code).toBe(1);
    expect(document.files).toMatchObject([
      { from: 'a.json', status: 'exact' },
      {
        from: 'noerr.json',
        status: 'failed',
        diagnostics: [
          { code: 'SL0926', message: '`pipelines/noerr.yaml` cannot be written: a folder is in its place' },
        ],
      },
      { from: 'z.json', status: 'exact' },
    ]);
    expect(document.summary).toMatchObject({ pipelines: 2, datasources: 2, failed: 1 });
    expect((await readdir(path.join(folder.path, 'datasources'))).sort()).toEqual(['d.yaml', 'e.yaml']);
  });

  test('writes no pipeline whose datasource cannot be written', async () => {
    await using folder = await project();
    const { jobs, datasources } = await jobsOf(folder.path, 'a');
    await writeFile(path.join(jobs, 'stream.json'), JSON.stringify(JOB));
    await rm(datasources, { recursive: true });
    await writeFile(datasources, 'a file');
    const { document, code } = await importJson(jobs, folder.path);
    expect(code).toBe(1);
    expect(document.files[0]).toMatchObject({
      from: 'a.json',
      diagnostics: [{ code: 'SL0926', message: expect.stringContaining('`datasources/d.yaml` cannot be written') }],
    });
    expect(document.summary).toMatchObject({ datasources: 0 });
    expect(await readdir(path.join(folder.path, 'pipelines'))).not.toContain('a.yaml');
  });

  test.each(['pipelines', 'datasources'])('writes nothing where %s links out of the project', async (linked) => {
    await using folder = await project();
    await using outside = await tempDir();
    const { jobs, datasources } = await jobsOf(folder.path, 'a');
    await rm(datasources, { recursive: true });
    await symlink(outside.path, path.join(folder.path, linked));
    const command = ['import', 'flinkx', jobs, '--into', folder.path, '--engine', 'batch'];
    expect((await sluice(command)).code).toBe(78);
    expect(await readdir(outside.path)).toEqual([]);
    expect((await readdir(folder.path)).sort()).toEqual(['jobs', linked, 'sluice.yaml'].sort());
  });
});

interface ImportDocument {
  readonly summary: Readonly<Record<string, number>>;
  readonly files: readonly {
    readonly from: string;
    readonly status: string;
    readonly diagnostics: readonly { readonly code: string }[];
  }[];
  readonly skipped: readonly unknown[];
  readonly secrets: readonly unknown[];
}

async function project(): ReturnType<typeof tempDir> {
  const folder = await tempDir();
  await writeFile(path.join(folder.path, 'sluice.yaml'), PROJECT);
  return folder;
}

async function importJson(
  jobs: string,
  into: string,
  ...more: readonly string[]
): Promise<{ document: ImportDocument; code: number }> {
  const args = ['import', 'flinkx', jobs, '--into', into, '--engine', 'batch', '--output', 'json', ...more];
  const { stdout, code } = await sluice(args);
  return { document: JSON.parse(stdout) as ImportDocument, code }; // the schema's test says so
}

/** A folder of jobs of those names, beside an empty `datasources`. */
async function jobsOf(root: string, ...names: readonly string[]): Promise<{ jobs: string; datasources: string }> {
  const [jobs, datasources] = [path.join(root, 'jobs'), path.join(root, 'datasources')];
  await mkdir(jobs);
  await mkdir(datasources);
  for (const name of names) await writeFile(path.join(jobs, `${name}.json`), JSON.stringify(jdbcJob()));
  return { jobs, datasources };
}

async function texts(root: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const folder of ['pipelines', 'datasources'])
    for (const file of (await readdir(path.join(root, folder))).sort())
      found[`${folder}/${file}`] = await readFile(path.join(root, folder, file), 'utf8');
  return found;
}

async function sluice(args: readonly string[]): Promise<{ stdout: string; code: number }> {
  const command = [path.join(ROOT, 'dist/cli/main.js'), ...args];
  try {
    return {
      stdout: (
        await run(process.execPath, command, {
          cwd: ROOT,
          maxBuffer: 64 * 1024 * 1024,
          env: { ...process.env, NO_COLOR: '1' },
        })
      ).stdout,
      code: 0,
    };
  } catch (error) {
    // execFile rejects with what the program printed, and its exit code
    return error as { stdout: string; code: number };
  }
}
