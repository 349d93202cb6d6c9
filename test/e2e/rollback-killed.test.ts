import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { HistoryJson } from '../../src/server/index.ts';
import { pipelinesOf } from '../support/daemon-views.ts';
import { failpointTrap } from '../support/failpoint-trap.ts';
import { commitAll } from '../support/git-repository.ts';
import { serve, sluice, type Daemon, type ProgramEnd } from '../support/sluice-program.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const WAIT = { timeout: 60_000, interval: 100 };
const PROJECT = `name: shop
edition: 2026
defaults: { engine: programs, timeZone: UTC }
engines: { programs: { type: command } }
`;
const orders = (program: string): string => `name: orders
schedule: { every: 1h }
command: ["/bin/sh", "-c", "${program}"]
`;

/** A repository with one pipeline, and a host that follows it. */
async function shop() {
  const home = await tempDir();
  const at = (...steps: string[]): string => path.join(home.path, ...steps);
  const commit = async (files: Readonly<Record<string, string>>): Promise<void> => {
    await writeFiles(at('work'), files);
    await commitAll(at('work'), 'a change');
  };
  // the verbs take the name of the project from it
  await writeFiles(at('host'), { 'sluice.yaml': PROJECT });
  await commit({ 'sluice.yaml': PROJECT, 'pipelines/orders.yaml': orders('exit 1') });
  const trap = failpointTrap(home.path, 'host');
  const env = {
    SLUICE_SOURCE: 'git',
    SLUICE_GIT_URL: `file://${at('work')}`,
    SLUICE_GIT_REF: 'main',
    SLUICE_GIT_POLL: '1',
  };
  return {
    at,
    commit,
    trap,
    start: (more: Readonly<Record<string, string>> = {}) => serve({ cwd: at('host'), env: { ...env, ...more } }),
    run: (args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<ProgramEnd> =>
      sluice(args, { cwd: at('host'), env: { ...env, ...more } }),
    [Symbol.asyncDispose]: () => home[Symbol.asyncDispose](),
  };
}

type Shop = Awaited<ReturnType<typeof shop>>;

const seen = async (daemon: Daemon): Promise<readonly [digest: string | undefined, sync: string | undefined]> => {
  const pipeline = (await pipelinesOf(daemon)).get('orders');
  return [pipeline?.artefactDigest, pipeline?.sync.reason];
};

/** Both versions have been deployed by then. */
async function twoVersions(host: Shop, daemon: Daemon): Promise<readonly [string, string]> {
  const digest = async (): Promise<string> => (await seen(daemon))[0] ?? '';
  await expect.poll(digest, WAIT).not.toBe('');
  const first = await digest();
  await host.commit({ 'pipelines/orders.yaml': orders('exit 2') });
  await expect.poll(digest, WAIT).not.toBe(first);
  return [first, await digest()];
}

/** What people did to it, by the audit; it must be whole. */
async function told(host: Shop): Promise<readonly string[]> {
  const verified = await host.run(['events', '--verify', '--from', 'store']);
  expect([verified.code, verified.stderr]).toEqual([0, '']);
  const { stdout } = await host.run(['history', 'orders', '--output', 'json']);
  const { items } = JSON.parse(stdout) as HistoryJson; // as its schema says
  return items.map(({ kind }) => kind).filter((kind) => kind !== 'deployed');
}

const ask = async (daemon: Daemon, body: object): Promise<number | undefined> =>
  fetch(new URL('/api/v1/pipelines/orders/rollback', daemon.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).then(
    ({ status }) => status,
    () => undefined,
  );

describe('a rollback whose process is killed', () => {
  test.each([
    ['before it is written', /^store\.rollBackDeployment:before$/, false],
    ['after its commit, before anybody is told', /^store\.rollBackDeployment:after$/, true],
  ])('%s is done as a whole or not at all, and never twice', async (_when, point, isDone) => {
    await using host = await shop();
    let daemon = await host.start(host.trap.env);
    const [first, second] = await twoVersions(host, daemon);
    await host.trap.arm(point);
    expect(await ask(daemon, { to: 1, from: 2 })).toBeUndefined();
    expect(await host.trap.sprung()).toMatch(/^SIGKILL store\.rollBackDeployment/);
    await daemon[Symbol.asyncDispose]();

    daemon = await host.start();
    await using leader = daemon;
    await expect.poll(() => seen(leader), WAIT).toEqual(isDone ? [first, 'PINNED'] : [second, expect.anything()]);
    // whoever heard nothing asks once more for what was seen
    expect(await ask(leader, { to: 1, from: 2 })).toBe(isDone ? 400 : 200);
    expect(await seen(leader)).toEqual([first, 'PINNED']);
    expect(await told(host)).toEqual(['rolled-back']);
  });

  test.each([
    ['before it is written', /^store\.undoRollback:before$/, false],
    ['after its commit, before anybody is told', /^store\.undoRollback:after$/, true],
  ])('and its end %s, too', async (_when, point, isDone) => {
    await using host = await shop();
    let daemon = await host.start(host.trap.env);
    const [first, second] = await twoVersions(host, daemon);
    expect(await ask(daemon, { to: 1, from: 2 })).toBe(200);
    await host.trap.arm(point);
    expect(await ask(daemon, { undo: true, from: 3 })).toBeUndefined();
    await daemon[Symbol.asyncDispose]();

    daemon = await host.start();
    await using leader = daemon;
    await expect.poll(() => seen(leader), WAIT).toEqual(isDone ? [second, expect.anything()] : [first, 'PINNED']);
    expect((await seen(leader))[1] === 'PINNED').toBe(!isDone);
    expect(await ask(leader, { undo: true, from: 3 })).toBe(isDone ? 400 : 200);
    expect((await seen(leader))[0]).toBe(second);
    expect(await told(host)).toEqual(['unpinned', 'rolled-back']);
  });

  test('in the middle of its commit leaves nothing, though a daemon goes on beside', async () => {
    await using host = await shop();
    await using daemon = await host.start();
    const [first, second] = await twoVersions(host, daemon);
    await host.trap.arm(/^store\.commit:before$/);
    const rollBack = (env: Readonly<Record<string, string>>) => host.run(['rollback', 'orders', '--yes'], env);
    expect((await rollBack(host.trap.env)).signal).toBe('SIGKILL');
    expect(await host.trap.sprung()).toBe('SIGKILL store.commit:before\n');
    expect((await seen(daemon))[0]).toBe(second);
    expect(await told(host)).toEqual([]);
    expect((await rollBack({})).code).toBe(0);
    expect(await seen(daemon)).toEqual([first, 'PINNED']);
  });
});

test('a pin holds through new commits, a backup that is put back and another leader, and ends with another version', async () => {
  await using host = await shop();
  let daemon = await host.start();
  const [first] = await twoVersions(host, daemon);
  expect(await ask(daemon, { to: 1, from: 2, reason: 'it fails' })).toBe(200);
  const has = async (name: string): Promise<boolean> => (await pipelinesOf(daemon)).has(name);
  await host.commit({ 'pipelines/sales.yaml': orders('true').replace('orders', 'sales') });
  await expect.poll(() => has('sales'), WAIT).toBe(true);
  expect(await seen(daemon)).toEqual([first, 'PINNED']);

  expect((await host.run(['backup', host.at('saved.db')])).code).toBe(0);
  // what was decided after the backup goes with the store
  expect(await ask(daemon, { undo: true })).toBe(200);
  expect((await seen(daemon))[0]).not.toBe(first);
  daemon.signal('SIGKILL');
  await daemon[Symbol.asyncDispose]();
  const store = host.at('host', '.sluice', 'state', 'sluice.db');
  for (const file of [store, `${store}-wal`, `${store}-shm`]) await rm(file, { force: true });
  await copyFile(host.at('saved.db'), store);
  expect((await host.run(['events', '--rejoin'])).code).toBe(0);

  daemon = await host.start();
  await using leader = daemon;
  await host.commit({ 'pipelines/stock.yaml': orders('true').replace('orders', 'stock') });
  await expect.poll(() => has('stock'), WAIT).toBe(true);
  expect(await seen(leader)).toEqual([first, 'PINNED']);
  expect((await host.run(['status', '--server', leader.url])).stdout).toMatch(
    /rolled back to generation 1 .*: it fails/,
  );
  await host.commit({ 'pipelines/orders.yaml': orders('exit 3') });
  await expect.poll(async () => (await seen(leader))[1], WAIT).not.toBe('PINNED');
  expect((await seen(leader))[0]).not.toBe(first);
});
