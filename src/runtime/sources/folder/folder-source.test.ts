import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProjectCompiler } from '../../../compiler/index.ts';
import { createPinoLog, createSystemClock } from '../../observe/index.ts';
import { createFolderSource } from './folder-source.ts';

describe('createFolderSource', () => {
  let root: string;
  const stop = { signal: new AbortController() };
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'sluice-folder-'));
    await writeFile(join(root, 'sluice.yaml'), 'name: shop\n');
    stop.signal = new AbortController();
  });
  afterEach(async () => {
    stop.signal.abort();
    await rm(root, { recursive: true, force: true });
  });

  const compiler = new ProjectCompiler({});
  const source = (usePolling = false, at = root) =>
    createFolderSource({
      root: at,
      compile: (folder) => compiler.compile(folder),
      clock: createSystemClock(),
      log: createPinoLog({ level: 'silent' }),
      usePolling,
      pollIntervalMs: 50,
    });

  it('names a revision by the bytes of its definition files, and by nothing else', async () => {
    const first = await source().read();
    expect(first.compilation).toMatchObject({ project: 'shop', pipelines: [] });
    await writeFile(join(root, 'README.md'), 'not a definition');
    await mkdir(join(root, 'pipelines/deep'), { recursive: true });
    await writeFile(join(root, 'pipelines/deep/notes.txt'), 'neither');
    expect((await source().read()).revision).toBe(first.revision);
    await writeFile(join(root, 'pipelines/deep/a.yaml'), 'name: a\n');
    const second = await source().read();
    expect(second.revision).not.toBe(first.revision);
    await rename(join(root, 'pipelines/deep/a.yaml'), join(root, 'pipelines/deep/b.yaml'));
    expect((await source().read()).revision).not.toBe(second.revision);
  });

  it('says SOURCE_UNREADABLE when the folder is gone', async () => {
    await rm(root, { recursive: true });
    await expect(source().read()).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE', retryable: true });
  });

  it.each([
    ['notified by the system', false],
    ['by looking', true],
  ])('tells of new folders, saves, atomic renames and deletes, %s', async (_how, usePolling) => {
    let told = 0;
    const watching = source(usePolling).watch(stop.signal.signal, () => told++);
    const toldAfter = async (change: () => Promise<unknown>): Promise<void> => {
      const before = told;
      await change();
      await vi.waitFor(() => expect(told).toBeGreaterThan(before), { timeout: 10_000, interval: 20 });
      // The next change is a new one once the debounce of this one is over.
      await new Promise((resolve) => setTimeout(resolve, 400));
    };
    await toldAfter(async () => undefined);
    await toldAfter(() => mkdir(join(root, 'pipelines')));
    await toldAfter(() => writeFile(join(root, 'pipelines/a.yaml'), 'name: a\n'));
    await toldAfter(async () => {
      await writeFile(join(root, 'pipelines/.a.yaml.swp'), 'name: a2\n');
      await rename(join(root, 'pipelines/.a.yaml.swp'), join(root, 'pipelines/a.yaml'));
    });
    await toldAfter(() => writeFile(join(root, 'sluice.yaml'), 'name: shop2\n'));
    await toldAfter(() => rm(join(root, 'pipelines/a.yaml')));
    stop.signal.abort();
    await watching;
  });

  it('tells once of many files written together', async () => {
    await mkdir(join(root, 'pipelines'));
    let told = 0;
    const watching = source().watch(stop.signal.signal, () => told++);
    await vi.waitFor(() => expect(told).toBe(1), { timeout: 10_000 });
    const names = Array.from({ length: 200 }, (_, index) => `p${index}.yaml`);
    await Promise.all(names.map((name) => writeFile(join(root, 'pipelines', name), `name: ${name}\n`)));
    await vi.waitFor(() => expect(told).toBeGreaterThan(1), { timeout: 10_000 });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(told).toBeLessThanOrEqual(6);
    stop.signal.abort();
    await watching;
  });

  describe.each([
    ['notified by the system', false],
    ['by looking', true],
  ])('%s', (_how, usePolling) => {
    type Afterwards = (change: () => Promise<unknown>) => Promise<void>;
    /** Watches a folder during some work; each step of it is told of. */
    const watched = async (at: string, work: (afterwards: Afterwards) => Promise<void>) => {
      let told = 0;
      const watching = source(usePolling, at).watch(stop.signal.signal, () => told++);
      await vi.waitFor(() => expect(told).toBe(1), { timeout: 10_000 });
      await work(async (change) => {
        const before = told;
        await change();
        await vi.waitFor(() => expect(told).toBeGreaterThan(before), { timeout: 10_000, interval: 20 });
        await new Promise((resolve) => setTimeout(resolve, 700));
      });
      stop.signal.abort();
      await watching;
    };
    const file = (): string => join(root, 'pipelines/a.yaml');

    it('sees how editors save: over a backup, by emptying first, by a new file in its place', async () => {
      await mkdir(join(root, 'pipelines'));
      await writeFile(file(), 'name: a\n');
      await watched(root, async (afterwards) => {
        await afterwards(async () => {
          await rename(file(), `${file()}~`);
          await writeFile(file(), 'name: a1\n');
          await rm(`${file()}~`);
        });
        await afterwards(async () => {
          await truncate(file());
          await appendFile(file(), 'name: a22\n');
        });
        await afterwards(async () => {
          await writeFile(join(root, 'a.tmp'), 'name: a333\n');
          await rename(join(root, 'a.tmp'), file());
        });
      });
    });

    it('sees changes through a link to the project and a link inside of it', async () => {
      const elsewhere = await mkdtemp(join(tmpdir(), 'sluice-elsewhere-'));
      await writeFile(join(elsewhere, 'b.yaml'), 'name: b\n');
      await mkdir(join(root, 'pipelines'));
      await writeFile(file(), 'name: a\n');
      await symlink(elsewhere, join(root, 'pipelines/linked'));
      const link = `${root}-link`;
      await symlink(root, link);
      await watched(link, async (afterwards) => {
        await afterwards(() => writeFile(file(), 'name: a2\n'));
        await afterwards(() => writeFile(join(elsewhere, 'b.yaml'), 'name: b22\n'));
      });
      await rm(link);
      await rm(elsewhere, { recursive: true });
    });

    it('sees a folder of definitions that goes and comes back', async () => {
      await mkdir(join(root, 'pipelines'));
      await writeFile(file(), 'name: a\n');
      await watched(root, async (afterwards) => {
        await afterwards(() => rm(join(root, 'pipelines'), { recursive: true }));
        await afterwards(async () => {
          await mkdir(join(root, 'pipelines'));
          await writeFile(file(), 'name: a\n');
        });
        await afterwards(() => writeFile(file(), 'name: a22\n'));
      });
    });
  });

  it('takes a checkout of thousands of files for one change, or for a few where it takes long', async () => {
    const git = (args: readonly string[], input = ''): void =>
      void execFileSync('git', ['-C', root, ...args], { input });
    const commit = (text: string): string => {
      const files = Array.from(
        { length: 2_000 },
        (_, index) => `M 644 inline pipelines/p${index}.yaml\ndata <<END\nname: p${index}${text}\nEND\n`,
      );
      return `commit refs/heads/${text}\ncommitter A <a@example.com> 1 +0000\ndata 0\n${files.join('')}\n`;
    };
    git(['init', '--quiet', '--initial-branch=main']);
    git(['fast-import', '--quiet'], `${commit('one')}${commit('two')}`);
    git(['checkout', '--quiet', 'one']);
    let told = 0;
    const watching = source().watch(stop.signal.signal, () => told++);
    await vi.waitFor(() => expect(told).toBe(1), { timeout: 20_000 });
    git(['checkout', '--quiet', 'two']);
    await vi.waitFor(() => expect(told).toBeGreaterThan(1), { timeout: 20_000 });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(told - 1).toBeLessThanOrEqual(4);
    stop.signal.abort();
    await watching;
  });
});
