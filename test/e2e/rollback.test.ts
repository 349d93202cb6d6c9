import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HistoryJson, RollbackJson } from '../../src/server/index.ts';
import { pipelinesOf } from '../support/daemon-views.ts';
import { typed } from '../support/pseudo-terminal.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { serve, sluice, type Daemon, type ProgramEnd } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const WAIT = { timeout: 60_000, interval: 100 };

const command = (program: string): string => `name: orders
schedule: { every: 1h }
command: ["/bin/sh", "-c", "${program}"]
`;

// One story: each test goes on where the one before has ended.
describe('a pipeline that a person rolls back', () => {
  let folder: TempDir;
  let daemon: Daemon;
  const digests: string[] = [];
  beforeAll(async () => {
    folder = await tempDir();
    await writeFiles(folder.path, {
      'sluice.yaml': `name: shop
edition: 2026
defaults: { engine: programs, timeZone: UTC }
engines: { programs: { type: command } }
`,
      'pipelines/orders.yaml': command('exit 1'),
    });
    daemon = await serve({ cwd: folder.path });
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const run = (...args: string[]): Promise<ProgramEnd> => sluice(args, { cwd: folder.path });
  const there = (...args: string[]): Promise<ProgramEnd> => run(...args, '--server', daemon.url);
  const document = <T>({ stdout, code, stderr }: ProgramEnd, schema: string): T => {
    expect([code, stderr]).toEqual([0, expect.anything()]);
    const answer: unknown = JSON.parse(stdout);
    const conforms = publishedSchema(schema);
    conforms(answer);
    expect(conforms.errors ?? []).toEqual([]);
    return answer as T; // as its schema says
  };
  const digest = async (): Promise<string> => (await pipelinesOf(daemon)).get('orders')?.artefactDigest ?? '';
  const sync = async () => (await pipelinesOf(daemon)).get('orders')?.sync;
  /** Writes the definition and waits until it is deployed. */
  const deploy = async (program: string): Promise<void> => {
    const before = await digest();
    await writeFiles(folder.path, { 'pipelines/orders.yaml': command(program) });
    await expect.poll(digest, WAIT).not.toBe(before);
    digests.push(await digest());
  };

  test('is shown what it was, with what changes, before anything is done', async () => {
    await expect.poll(digest, WAIT).not.toBe('');
    digests.push(await digest());
    expect(await there('rollback', 'orders', '--yes')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no earlier version'),
    });
    await deploy('exit 2');
    await deploy('exit 3');
    const { stdout, code, stderr } = await there('rollback', 'orders');
    expect([code, stderr]).toEqual([64, expect.stringContaining('add --yes')]);
    expect(stdout).toMatch(/orders: from generation 3 \(revision \w{12}\) to generation 2 \(revision \w{12}\)/);
    expect(stdout).toMatch(/~ change +orders/);
    const shown = await there('rollback', 'orders', '--to', '1', '--no-input', '--output', 'json');
    expect(document<RollbackJson>(shown, 'rollback')).toMatchObject({
      outcome: 'planned',
      from: { generation: 3, digest: digests[2] },
      to: { generation: 1, digest: digests[0] },
    });
    expect(await digest()).toBe(digests[2]);
  });

  test('stays so while the file says what it was rolled back from', async () => {
    const done = await there('rollback', 'orders', '--reason', 'it fails', '--yes', '--output', 'json');
    expect(document<RollbackJson>(done, 'rollback')).toMatchObject({
      outcome: 'rolled-back',
      to: { generation: 2, digest: digests[1] },
      generation: 4,
      pinned: true,
    });
    await writeFiles(folder.path, { 'pipelines/sales.yaml': command('true').replace('orders', 'sales') });
    await expect.poll(async () => (await pipelinesOf(daemon)).has('sales'), WAIT).toBe(true);
    expect(await digest()).toBe(digests[1]);
    expect(await sync()).toMatchObject({ status: 'OutOfSync', reason: 'PINNED' });
    const { stdout } = await there('status');
    expect(stdout).toContain('OutOfSync (PINNED)');
    const planned = await there('plan', '--output', 'json');
    expect(planned).toMatchObject({ code: 0, stdout: expect.stringContaining('`orders` is pinned: rolled back to') });
    expect(stdout).toMatch(/orders: rolled back to generation 2 by http:\S+: it fails; what the desired state has/);
  });

  test('goes below what it went back to, and tells all of it in its history, through a restart', async () => {
    await daemon[Symbol.asyncDispose]();
    daemon = await serve({ cwd: folder.path });
    await there('rollback', 'orders', '--yes');
    await expect.poll(sync, WAIT).toMatchObject({ reason: 'PINNED' });
    expect(await digest()).toBe(digests[0]);
    const told = document<HistoryJson>(await there('history', 'orders', '--output', 'json'), 'history').items;
    expect(told.map(({ kind, generation, digest: of }) => [kind, generation, of])).toEqual([
      ['rolled-back', 5, digests[0]],
      ['rolled-back', 4, digests[1]],
      ['deployed', 3, digests[2]],
      ['deployed', 2, digests[1]],
      ['deployed', 1, digests[0]],
    ]);
    expect(told[1]).toMatchObject({ why: 'it fails', toGeneration: 2, reason: { code: 'ROLLED_BACK' } });
    const { stdout } = await there('history', 'orders', '--limit', '2');
    expect(stdout).toMatch(/rolled-back .* it fails; to generation 2/);
    expect(stdout).toContain('there is more');
  });

  test('asks at a terminal, and does nothing without a yes', async () => {
    const line = `rollback orders --to 2 --server ${daemon.url}`;
    const question = /Deploy this version of `orders`\?/;
    const no = await typed(line, folder.path, [[question, '\r']]);
    expect(no).toContain('from generation 5');
    expect(no).toMatch(/nothing was done[^]*code 1/);
    expect(await digest()).toBe(digests[0]);
    expect(await typed(line, folder.path, [[question, 'y']])).toMatch(/generation 2[^]*code 0/);
    expect(await digest()).toBe(digests[1]);
  });

  test('is what the file says again when it is undone', async () => {
    const undone = await there('rollback', '--undo', 'orders', '--yes', '--output', 'json');
    expect(document<RollbackJson>(undone, 'rollback')).toMatchObject({
      outcome: 'undone',
      to: { generation: 3, digest: digests[2] },
      generation: 7,
      pinned: false,
    });
    expect(await sync()).toMatchObject({ status: 'Synced' });
    expect(await there('rollback', '--undo', 'orders', '--yes')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('not rolled back'),
    });
  });

  test('takes the next version of the file, and follows it from then on', async () => {
    // to what ran before, which was itself gone back to
    await there('rollback', 'orders', '--yes');
    expect(await digest()).toBe(digests[1]);
    await deploy('exit 4');
    expect(await sync()).toMatchObject({ status: 'Synced' });
    await deploy('exit 3');
    expect(digests.at(-1)).toBe(digests[2]);
  });

  test('can be one without a daemon, which finds it so when it is started', async () => {
    await daemon[Symbol.asyncDispose]();
    const done = await run('rollback', 'orders', '--to', '1', '--yes', '--output', 'json');
    expect(document<RollbackJson>(done, 'rollback')).toMatchObject({ outcome: 'rolled-back', pinned: true });
    daemon = await serve({ cwd: folder.path });
    await expect.poll(sync, WAIT).toMatchObject({ reason: 'PINNED' });
    expect(await digest()).toBe(digests[0]);
  });

  test('says what cannot be done, and does nothing', async () => {
    const refused: readonly (readonly [readonly string[], number, string])[] = [
      [['rollback', 'odrers', '--yes'], 64, '`orders` meant'],
      [['rollback', 'orders', '--to', '99', '--yes'], 64, 'never a version of generation 99'],
      [['rollback', 'orders', '--to', '1', '--yes'], 64, 'the version of generation 1 already'],
      [['rollback', 'orders', '--to', 'x', '--yes'], 64, 'is no generation'],
      [['rollback', 'orders', '--undo', '--to', '1'], 64, 'takes neither'],
      [['history', 'odrers'], 1, 'is or was deployed'],
    ];
    for (const [args, code, words] of refused) {
      const end = await there(...args);
      expect([args, end.code, end.stderr]).toEqual([args, code, expect.stringContaining(words)]);
    }
    const body = JSON.stringify({ to: 2, from: 1 });
    const stale = await fetch(new URL('/api/v1/pipelines/orders/rollback', daemon.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect([stale.status, await digest()]).toEqual([409, digests[0]]);
  });
});
