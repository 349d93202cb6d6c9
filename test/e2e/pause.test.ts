import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PausesJson } from '../../src/server/index.ts';
import { pipelinesOf } from '../support/daemon-views.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { serve, sluice, type Daemon, type ProgramEnd } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const WAIT = { timeout: 60_000, interval: 100 };

const command = (name: string, program: string): string => `name: ${name}
tags: [erp]
schedule: { every: 1h }
command: ["/bin/sh", "-c", "${program}"]
`;

// One story: each test goes on where the one before has ended.
describe('pipelines that a person pauses', () => {
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
      'pipelines/orders.yaml': command('orders', 'true'),
      'pipelines/sales.yaml': command('sales', 'true'),
    });
    daemon = await serve({ cwd: folder.path });
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const run = (...args: string[]): Promise<ProgramEnd> => sluice(args, { cwd: folder.path });
  const there = (...args: string[]): Promise<ProgramEnd> => run(...args, '--server', daemon.url);
  const pauses = ({ stdout }: ProgramEnd): PausesJson['items'] => {
    const document: unknown = JSON.parse(stdout);
    const conforms = publishedSchema('pause');
    conforms(document);
    expect(conforms.errors ?? []).toEqual([]);
    return (document as PausesJson).items; // as its schema says
  };
  const health = async (): Promise<readonly string[]> =>
    [...(await pipelinesOf(daemon)).values()].map(({ name, health: { reason } }) => `${name} ${reason}`).toSorted();

  test('say who, why and until when, and say so when they are paused again', async () => {
    await expect.poll(health, WAIT).toEqual(['orders LAST_RUN_SUCCEEDED', 'sales LAST_RUN_SUCCEEDED']);
    const first = await there('pause', 'orders', '--reason', 'moving the source', '--until', '2h', '--output', 'json');
    expect(pauses(first)).toEqual([{ pipeline: 'orders', outcome: 'paused', cancelled: 0 }]);
    expect(await there('pause', 'orders')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('paused already'),
    });
    const { stdout } = await there('status');
    expect(stdout).toContain('Suspended (PAUSED)');
    expect(stdout).toMatch(/orders: paused by http:\S+ until \S+Z: moving the source/);
  });

  test('take a new version and stay paused', async () => {
    const digest = async () => (await pipelinesOf(daemon)).get('orders')?.artefactDigest;
    const before = await digest();
    await writeFiles(folder.path, { 'pipelines/orders.yaml': command('orders', 'exit 0') });
    await expect.poll(digest, WAIT).not.toBe(before);
    expect(await health()).toEqual(['orders PAUSED', 'sales LAST_RUN_SUCCEEDED']);
  });

  test('are chosen as a whole or not at all', async () => {
    expect(await there('pause', 'sales', 'odrers')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('`orders` meant'),
    });
    expect(await there('pause')).toMatchObject({ code: 64, stderr: expect.stringContaining('no pipeline is named') });
    expect(await there('pause', 'sales', '--until', 'soon')).toMatchObject({ code: 64 });
    expect(await health()).toEqual(['orders PAUSED', 'sales LAST_RUN_SUCCEEDED']);
  });

  test('go on, also without a server', async () => {
    await daemon[Symbol.asyncDispose]();
    expect(pauses(await run('pause', '--select', 'tag:erp', '--output', 'json'))).toEqual([
      { pipeline: 'orders', outcome: 'paused-already', cancelled: 0 },
      { pipeline: 'sales', outcome: 'paused', cancelled: 0 },
    ]);
    expect(pauses(await run('resume', 'orders', 'sales', '--skip-missed', '--output', 'json'))).toMatchObject([
      { outcome: 'resumed' },
      { outcome: 'resumed' },
    ]);
    expect(await run('resume', 'sales')).toMatchObject({ code: 0, stdout: expect.stringContaining('was not paused') });
  });
});
