import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventJson } from '../../src/server/index.ts';
import { allRuns } from '../support/daemon-views.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { serve, sluice, startSluice, type Daemon, type ProgramEnd } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const WAIT = { timeout: 60_000, interval: 100 };
const FILES = {
  'sluice.yaml': `name: shop
edition: 2026
defaults: { engine: programs, timeZone: UTC }
engines: { programs: { type: command } }
`,
  'pipelines/tick.yaml': 'name: tick\nschedule: { every: 1s }\ncommand: ["/bin/true"]\n',
  'pipelines/tock.yaml': 'name: tock\nschedule: { every: 1h }\ncommand: ["/bin/true"]\n',
};

// One story: a daemon runs, then it has stopped, then somebody changes its files.
describe('sluice events', () => {
  let folder: TempDir;
  let daemon: Daemon;
  const run = (...args: string[]): Promise<ProgramEnd> => sluice(['events', ...args], { cwd: folder.path });
  const items = async (...args: string[]): Promise<readonly EventJson[]> =>
    (JSON.parse((await run(...args, '--output', 'json')).stdout) as { items: EventJson[] }).items; // its schema is tested below
  beforeAll(async () => {
    folder = await tempDir();
    await writeFiles(folder.path, FILES);
    daemon = await serve({ cwd: folder.path });
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  test('lists what happened, who did it and why, from the store and from the server', async () => {
    const succeeded = async (): Promise<number> =>
      (await allRuns(daemon, 'tick')).filter(({ state }) => state === 'succeeded').length;
    await expect.poll(succeeded, WAIT).toBeGreaterThan(2);
    const created = ['--type', 'deployment.created', '--pipeline', 'tock'];
    for (const where of [[], ['--server', daemon.url]]) {
      const end = await run(...created, ...where);
      expect([end.stderr, end.code]).toEqual(['', 0]);
      expect(end.stdout).toMatch(
        /deployment\.created +tock +reconcile +active, revision .*the source of the desired state/,
      );
    }
    expect(await items('--topic', 'audit', '--since', '1h', '--actor', 'reconcile')).toHaveLength(3);
    expect(await items('--until', '2h')).toEqual([]);
    const conforms = publishedSchema('events');
    conforms(JSON.parse((await run('--limit', '5', '--output', 'json')).stdout));
    expect(conforms.errors ?? []).toEqual([]);
    const lines = (await run('--limit', '5', '--output', 'jsonl')).stdout.trim().split('\n');
    expect(lines).toHaveLength(5);
  });

  test('-f goes on with those that come', async () => {
    await using follower = startSluice(
      ['events', '-f', '--pipeline', 'tick', '--type', 'run.succeeded', '--limit', '1'],
      {
        cwd: folder.path,
      },
    );
    const shown = (): number => follower.stdout.split('\n').filter((line) => line.includes('run.succeeded')).length;
    await expect.poll(shown, WAIT).toBeGreaterThan(2);
  });

  test('--verify holds for the event files, the store, and an export', async () => {
    await daemon[Symbol.asyncDispose]();
    const conforms = publishedSchema('events-verify');
    const all = await run('--all', '--output', 'jsonl', '--output-file', 'export.jsonl');
    expect([all.stderr, all.code]).toEqual(['', 0]);
    for (const where of [[], ['--from', 'store'], ['--file', 'export.jsonl']]) {
      const text = await run('--verify', ...where);
      expect([text.stderr, text.code]).toEqual(['', 0]);
      expect(text.stdout).toMatch(
        /sluice\.audit {2}\d+ events of 3 keys, 0 head records; the newest is of 20\S+Z\n(.*\n)+the events of .* are whole\n/,
      );
      const json = await run('--verify', ...where, '--output', 'json');
      conforms(JSON.parse(json.stdout));
      expect([json.code, conforms.errors ?? []]).toEqual([0, []]);
    }
  });

  test('--verify names the event that somebody has changed, removed or moved: exit 1', async () => {
    const file = path.join(folder.path, '.sluice/state/events/sluice.runs.jsonl');
    const lines = (await readFile(file, 'utf8')).split('\n');
    const at = (sequence: number): number =>
      lines.findIndex((line) => line.includes('shop/default/tick') && line.includes(`"sequence":${sequence},`));
    const write = (changed: readonly string[]): Promise<void> => writeFile(file, changed.join('\n'));
    const [third, fourth] = [at(3), at(4)];
    await write(lines.map((line, index) => (index === third ? line.replace('"tick"', '"tock"') : line)));
    expect(await run('--verify')).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        /changed {2}shop\/default\/tick in sluice\.runs: event 3 \(run\.\w+\) is not what was written \(.*sluice\.runs\.jsonl:\d+\)/,
      ),
    });
    await write(lines.toSpliced(third, 1));
    expect((await run('--verify')).stdout).toContain('event 3 is gone, and later ones are there');
    const [three = '', four = ''] = [lines[third], lines[fourth]];
    await write(lines.with(third, four).with(fourth, three));
    const { stdout, code } = await run('--verify', '--output', 'json');
    const conforms = publishedSchema('events-verify');
    conforms(JSON.parse(stdout));
    expect([code, conforms.errors ?? []]).toEqual([1, []]);
    expect(JSON.parse(stdout)).toMatchObject({
      whole: false,
      findings: [{ kind: 'reordered', key: 'shop/default/tick', sequence: 3 }],
    });
    await write([...lines.slice(0, third), 'edited', ...lines.slice(third)]);
    expect((await run('--verify', '--lang', 'zh')).stdout).toContain('这里不是事件');
  });

  test('says what is wrong with the question: exit 64; and with the place: exit 1', async () => {
    for (const args of [
      ['--verify', '--pipeline', 'tick'],
      ['--file', 'export.jsonl'],
      ['--verify', '--file', 'a', '--brokers', 'b'],
      ['--all', '--output', 'json'],
      ['--type', 'run.failled'],
      ['--limit', '0'],
    ])
      expect([args, (await run(...args)).code]).toEqual([args, 64]);
    const none = await run('--verify', '--file', 'none.jsonl');
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('the file is not there') as string]);
    const nobody = await run('--verify', '--brokers', '127.0.0.1:1');
    expect([nobody.code, nobody.stderr]).toEqual([
      1,
      expect.stringContaining('127.0.0.1:1 cannot be reached') as string,
    ]);
  });
});
