import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
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
  const source = (usePolling = false) =>
    createFolderSource({
      root,
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
});
