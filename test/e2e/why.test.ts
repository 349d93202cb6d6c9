import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunStoryJson, WhyJson } from '../../src/server/index.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { serve, sluice, type Daemon, type ProgramEnd } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const WAIT = { timeout: 60_000, interval: 200 };

// One story: each test goes on where the one before has ended.
describe('a pipeline that does not run', () => {
  let folder: TempDir;
  let daemon: Daemon;
  beforeAll(async () => {
    folder = await tempDir();
    await writeFiles(folder.path, {
      'sluice.yaml': `name: shop
edition: 2026
defaults: { engine: programs, timeZone: UTC }
engines: { programs: { type: command } }
`,
      'pipelines/customers.yaml': 'name: customers\nschedule: { every: 1h }\ncommand: ["/bin/false"]\n',
      'pipelines/orders.yaml': 'name: orders\ndependsOn: [customers]\ncommand: ["/bin/true"]\n',
    });
    daemon = await serve({ cwd: folder.path });
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });
  const run = (...args: string[]): Promise<ProgramEnd> => sluice(args, { cwd: folder.path });
  const there = (...args: string[]): Promise<ProgramEnd> => run(...args, '--server', daemon.url);
  const documentOf = <T = WhyJson>({ stdout }: ProgramEnd, schema = 'why'): T => {
    const answer: unknown = JSON.parse(stdout);
    const conforms = publishedSchema(schema);
    conforms(answer);
    expect(conforms.errors ?? []).toEqual([]);
    return answer as T; // as its schema says
  };
  const codes = (end: ProgramEnd) => documentOf(end).findings.map(({ pipeline, code }) => [pipeline, code]);

  test('is explained by the upstream that failed for that fire', async () => {
    await expect
      .poll(async () => codes(await there('why', 'customers', '--output', 'json')), WAIT)
      .toContainEqual(['customers', 'FAILED']);
    expect(codes(await there('why', 'orders', '--output', 'json'))).toEqual([
      ['orders', 'WAITS_FOR_SUCCESS'],
      ['customers', 'FAILED'],
    ]);
    const { stdout, code } = await there('why', 'orders');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^`orders` fires when all of these have succeeded for one fire time: customers\n {2}- `customers` for \S+ ran and failed/,
    );
    expect(stdout).toContain('what to do: mend the cause, then `sluice run customers --fire ');
    expect((await there('why', 'orders', '--lang', 'zh')).stdout).toContain('全部成功后触发');
  });

  test('has a story, of which every step says what became of it', async () => {
    const [failed] = documentOf(await there('why', 'customers', '--output', 'json')).findings;
    const told = await there('explain-run', failed?.details['run'] ?? '', '--output', 'json');
    const story = documentOf<RunStoryJson>(told, 'explain-run');
    expect(story).toMatchObject({
      answer: failed?.message,
      version: { generation: 1 },
      run: { pipeline: 'customers' },
    });
    expect(story.steps.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['due', 'run.scheduled', 'run.claimed', 'run.starting', 'run.failed']),
    );
    const { stdout } = await there('explain-run', story.run.id);
    expect(stdout).toMatch(/Z {2}recorded, ready to run\n\S+Z {2}taken by executor/);
    expect((await there('explain-run', 'nothing')).code).toBe(1);
  });

  test('is explained by a name that nobody deployed, or by a person who paused it', async () => {
    const unknown = await there('why', 'order');
    expect([unknown.code, unknown.stdout]).toEqual([1, expect.stringContaining('is `orders` meant?')]);
    await there('pause', 'customers', '--reason', 'the database moves');
    expect((await there('why', 'customers')).stdout).toMatch(
      /^`customers` does not fire: \S+ has paused it at \S+: the database moves/,
    );
    const fire = await there('why', 'customers', '--fire', '2026-01-01T00:30:00Z', '--output', 'json');
    expect(codes(fire)).toContainEqual(['customers', 'NO_FIRE_TIME']);
  });

  test('is explained from the store alone, where nobody runs', async () => {
    await daemon[Symbol.asyncDispose]();
    // what was killed is believed to live until several beats are lost
    await expect
      .poll(async () => codes(await run('why', 'customers', '--output', 'json')).slice(0, 2), WAIT)
      .toEqual([
        ['customers', 'PAUSED'],
        ['customers', 'NO_SCHEDULER'],
      ]);
  });
});
