import { appendFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRuns, pipelinesOf } from '../support/daemon-views.ts';
import { typed } from '../support/pseudo-terminal.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { serve, sluice, type Daemon, type ProgramEnd } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const WAIT = { timeout: 60_000, interval: 100 };

const command = (name: string, every: string): string => `name: ${name}
schedule: { every: ${every} }
command: ["/bin/sh", "-c", "echo ${name} >> ${name}.txt"]
`;
const FILES = {
  'sluice.yaml': `name: shop
edition: 2026
defaults: { engine: programs, timeZone: UTC }
engines: { programs: { type: command } }
`,
  'pipelines/tick.yaml': command('tick', '1s'),
  'pipelines/tock.yaml': command('tock', '1h'),
};

// One story: each test goes on where the one before has ended.
describe('sluice serve --source apply', () => {
  let folder: TempDir;
  let daemon: Daemon;
  beforeAll(async () => {
    folder = await tempDir();
    await writeFiles(folder.path, FILES);
    daemon = await serve({ cwd: folder.path, args: ['--source', 'apply'] });
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const run = (...args: string[]): Promise<ProgramEnd> =>
    sluice([...args, '--server', daemon.url], { cwd: folder.path });
  const write = (file: string, text: string): Promise<void> => writeFile(path.join(folder.path, file), text);
  const succeeded = async (name: string): Promise<number> =>
    (await allRuns(daemon, name)).filter(({ state }) => state === 'succeeded').length;

  test('deploys nothing by itself, and says so', async () => {
    const source = async (): Promise<unknown> =>
      (await daemon.get<{ source: { kind: string } | null }>('/api/v1/status')).source?.kind;
    await expect.poll(source, WAIT).toBe('apply');
    expect(daemon.stdout).toContain('only reviewed plans change what is deployed');
    expect((await pipelinesOf(daemon)).size).toBe(0);
    expect((await run('status')).stdout).toContain('`sluice apply FILE` deploys them');
  });

  test('runs what a plan deploys; then a plan has nothing to do', async () => {
    const planned = await run('plan', '--out', 'first.json', '--detailed-exitcode');
    expect([planned.code, planned.stdout]).toEqual([2, expect.stringContaining('sluice apply first.json')]);
    const [seal = ''] = /sha256:[0-9a-f]{64}$/m.exec(planned.stdout) ?? [];
    const refused = await run('apply', 'first.json');
    expect([refused.code, refused.stderr]).toEqual([64, expect.stringContaining('--yes')]);
    expect((await pipelinesOf(daemon)).size).toBe(0);

    const other = `sha256:${'0'.repeat(64)}`;
    const otherSeal = await run('apply', 'first.json', '--yes', '--seal', other);
    expect([otherSeal.code, otherSeal.stderr]).toEqual([
      1,
      expect.stringContaining(`its seal is ${seal}, and --seal asks for ${other}`),
    ]);
    const noSeal = await run('apply', 'first.json', '--yes', '--seal', seal.slice(0, 20));
    expect([noSeal.code, noSeal.stderr]).toEqual([64, expect.stringContaining('is no seal')]);
    expect((await pipelinesOf(daemon)).size).toBe(0);

    const applied = await run(
      'apply',
      'first.json',
      '--yes',
      '--seal',
      seal,
      '--output',
      'json',
      '--output-file',
      'applied.json',
    );
    expect([applied.code, applied.stdout]).toEqual([
      0,
      expect.stringContaining('applied to `shop`, environment `default`: 2 changes'),
    ]);
    const validate = publishedSchema('apply');
    validate(JSON.parse(await readFile(path.join(folder.path, 'applied.json'), 'utf8')));
    expect(validate.errors ?? []).toEqual([]);
    await expect.poll(() => succeeded('tick'), WAIT).toBeGreaterThan(1);
    expect(await readFile(path.join(folder.path, 'tick.txt'), 'utf8')).toContain('tick');

    const nothing = await run('plan', '--detailed-exitcode');
    expect([nothing.code, nothing.stdout]).toEqual([0, expect.stringContaining('no changes')]);
    const again = await run('apply', 'first.json', '--yes');
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('applied already')]);
    expect([...(await pipelinesOf(daemon)).values()].map(({ sync }) => sync.status)).toEqual(['Synced', 'Synced']);
  });

  test('asks on a terminal, and applies nothing without a yes', async () => {
    await write('pipelines/tock.yaml', command('tock', '5h'));
    await run('plan', '--out', 'asked.json');
    const answered = (key: string): Promise<string> =>
      typed(`apply asked.json --server ${daemon.url}`, folder.path, [[/Apply this change to/, key]]);
    const every = async (): Promise<unknown> => (await pipelinesOf(daemon)).get('tock')?.schedule?.words;
    const before = await every();
    const no = await answered('n');
    expect([no, /code (\d+)/.exec(no)?.[1]]).toEqual([expect.stringContaining('nothing was applied'), '1']);
    // what stands there is no
    expect(await answered('\r')).toContain('nothing was applied');
    expect(await answered('\u0003')).toContain('code 130');
    expect(await every()).toBe(before);
    expect(await answered('y')).toMatch(/applied to `shop`[^]*code 0/);
    expect(await every()).not.toBe(before);
  });

  test('does not look at files, and refuses a plan that another has overtaken', async () => {
    await write('pipelines/tock.yaml', command('tock', '2h'));
    await run('plan', '--out', 'two-hours.json');
    await write('pipelines/tock.yaml', command('tock', '3h'));
    await run('plan', '--out', 'three-hours.json');
    const digest = async (): Promise<unknown> => (await pipelinesOf(daemon)).get('tock')?.schedule?.words;
    expect(await digest()).toContain('hour');
    const before = await digest();

    expect((await run('apply', 'three-hours.json', '--yes')).code).toBe(0);
    expect(await digest()).not.toBe(before);
    const stale = await run('apply', 'two-hours.json', '--yes');
    expect([stale.code, stale.stderr]).toEqual([
      1,
      expect.stringMatching(/nothing was applied.*\n {2}tock {2}the plan changes/),
    ]);
    expect(await digest()).toContain('3');
  });

  test('refuses a plan that was edited, before anybody is asked', async () => {
    const text = await readFile(path.join(folder.path, 'two-hours.json'), 'utf8');
    await write('edited.json', text.replace(/7200000/g, '7200001'));
    const edited = await run('apply', 'edited.json');
    expect([edited.code, edited.stderr]).toEqual([1, expect.stringContaining('edited or damaged')]);
    await write('cut.json', text.slice(0, -40));
    expect((await run('apply', 'cut.json')).stderr).toContain('is no JSON');
  });

  test('saves no plan of a project with errors', async () => {
    await appendFile(path.join(folder.path, 'pipelines/tick.yaml'), 'wehre: x\n');
    const broken = await run('plan', '--out', 'broken.json');
    expect([broken.code, broken.stderr]).toEqual([1, expect.stringContaining('no plan is saved in broken.json')]);
    await expect(readFile(path.join(folder.path, 'broken.json'))).rejects.toThrow();
    await write('pipelines/tick.yaml', FILES['pipelines/tick.yaml']);
  });

  test('of a daemon that follows its folder, a plan is refused', async () => {
    await daemon.stop();
    daemon = await serve({ cwd: folder.path });
    const source = async (): Promise<unknown> =>
      (await daemon.get<{ source: { kind: string } | null }>('/api/v1/status')).source?.kind;
    await expect.poll(source, WAIT).toBe('folder');
    expect(daemon.stdout + daemon.stderr).toContain('the folder takes the place of reviewed plans');
    const refused = await run('apply', 'two-hours.json', '--yes');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('--source apply')]);
    await daemon.stop();
    const here = await sluice(['apply', 'two-hours.json', '--yes'], { cwd: folder.path });
    expect([here.code, here.stderr]).toEqual([1, expect.stringContaining('--source apply')]);
  });
});
