import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HeldDeletesJson, RestorableJson } from '../../src/server/index.ts';
import { pipelinesOf } from '../support/daemon-views.ts';
import { typed } from '../support/pseudo-terminal.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { serve, sluice, type Daemon, type ProgramEnd } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const WAIT = { timeout: 60_000, interval: 100 };
const NAMES = ['a', 'b', 'c', 'd'] as const;

const command = (name: string): string => `name: ${name}
schedule: { every: 1h }
command: ["/bin/sh", "-c", "true"]
`;

// One story: each test goes on where the one before has ended.
describe('pipelines that are gone', () => {
  let folder: TempDir;
  let daemon: Daemon;
  beforeAll(async () => {
    folder = await tempDir();
    await writeFiles(folder.path, {
      'sluice.yaml': `name: shop
edition: 2026
defaults: { engine: programs, timeZone: UTC }
engines: { programs: { type: command } }
policies: { restoreWindow: 3d }
`,
      ...Object.fromEntries(NAMES.map((name) => [`pipelines/${name}.yaml`, command(name)])),
    });
    daemon = await serve({ cwd: folder.path });
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const run = (...args: string[]): Promise<ProgramEnd> =>
    sluice([...args, '--server', daemon.url], { cwd: folder.path });
  const reasons = async (): Promise<readonly string[]> =>
    [...(await pipelinesOf(daemon)).values()].map(({ name, sync }) => `${name} ${sync.reason}`).toSorted();
  const json = <T>({ stdout }: ProgramEnd, schema: string): T => {
    const document: unknown = JSON.parse(stdout);
    const conforms = publishedSchema(schema);
    conforms(document);
    expect(conforms.errors ?? []).toEqual([]);
    return document as T; // as its schema says
  };

  test('wait together where too many go, and say so', async () => {
    await expect.poll(reasons, WAIT).toEqual(NAMES.map((name) => `${name} UP_TO_DATE`));
    for (const name of ['c', 'd']) await rm(path.join(folder.path, `pipelines/${name}.yaml`));
    await expect.poll(reasons, WAIT).toEqual(['a UP_TO_DATE', 'b UP_TO_DATE', 'c PRUNE_PENDING', 'd PRUNE_PENDING']);
    expect((await run('status')).stdout).toContain('deletes wait for a yes (2): `sluice prune`');
    const held = json<HeldDeletesJson>(await run('prune', '--no-input', '--output', 'json'), 'prune');
    expect(held.items).toMatchObject([
      { pipeline: 'c', reason: { code: 'DELETE_HELD_SHARE' } },
      { pipeline: 'd', reason: { code: 'DELETE_HELD_SHARE' } },
    ]);
    expect(await run('prune')).toMatchObject({ code: 64, stderr: expect.stringContaining(`--held ${held.digest}`) });
    const other = await run('prune', '--yes', '--held', `sha256:${'0'.repeat(64)}`);
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('another set') });
    expect(await typed(`prune --server ${daemon.url}`, folder.path, [[/Delete these 2 pipelines/, 'n']])).toContain(
      'nothing was deleted',
    );
    expect(await run('prune', 'a', '--yes')).toMatchObject({ code: 1, stderr: expect.stringContaining('not held') });
    expect(await reasons()).toHaveLength(4);
  });

  test('go at a yes, whose it is in the audit', async () => {
    const { digest } = json<HeldDeletesJson>(await run('prune', '--no-input', '--output', 'json'), 'prune');
    const pruned = json<HeldDeletesJson>(await run('prune', '--yes', '--held', digest, '--output', 'json'), 'prune');
    expect(pruned).toMatchObject({ items: [], pruned: ['c', 'd'] });
    expect(await reasons()).toEqual(['a UP_TO_DATE', 'b UP_TO_DATE']);
    expect(await run('prune')).toMatchObject({ code: 0, stdout: 'no delete waits for a yes\n' });
    const { stdout } = await run('events', '--pipeline', 'c', '--type', 'deployment.deleted', '--output', 'json');
    expect(JSON.parse(stdout).items).toMatchObject([
      { data: { actor: expect.stringContaining('http:'), reason: { code: 'PRUNE_CONFIRMED' } } },
    ]);
  });

  test('come back for a while, and stay until git has them or somebody prunes them', async () => {
    const gone = json<RestorableJson>(await run('restore', '--output', 'json'), 'restorable');
    expect(gone.items.map(({ pipeline }) => pipeline)).toEqual(['c', 'd']);
    const [{ deletedAt = '', restorableUntil = '' } = {}] = gone.items;
    expect(Date.parse(restorableUntil ?? '') - Date.parse(deletedAt)).toBe(3 * 86_400_000);
    expect(await run('restore', 'nobody')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no deleted pipeline `nobody`'),
    });
    expect(await run('restore', 'c')).toMatchObject({ code: 0, stdout: expect.stringContaining('sluice prune c') });
    expect(await run('restore', 'c')).toMatchObject({ code: 1, stderr: expect.stringContaining('is deployed') });
    // of another form: one of the same would go on from `c`, as a plan shows it
    await writeFiles(folder.path, { 'pipelines/e.yaml': command('e').replace('true', 'false') });
    await expect.poll(reasons, WAIT).toEqual(['a UP_TO_DATE', 'b UP_TO_DATE', 'c RESTORED', 'e UP_TO_DATE']);
    expect(await run('prune', 'c', '--yes')).toMatchObject({ code: 0 });
    expect(await reasons()).toEqual(['a UP_TO_DATE', 'b UP_TO_DATE', 'e UP_TO_DATE']);
    const restored = await run('restore', 'd', '--output', 'json');
    expect(json<{ restored: string[] }>(restored, 'restorable').restored).toEqual(['d']);
    await writeFiles(folder.path, { 'pipelines/d.yaml': command('d') });
    await expect.poll(reasons, WAIT).toEqual(['a UP_TO_DATE', 'b UP_TO_DATE', 'd UP_TO_DATE', 'e UP_TO_DATE']);
  });
});
