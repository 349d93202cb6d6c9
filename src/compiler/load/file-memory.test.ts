import { mkdtemp, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileMemory } from './file-memory.ts';

describe('FileMemory', () => {
  let folder: string;
  let file: string;
  let sinceNow: number;
  const clock = (): number => Date.now() + sinceNow;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-file-memory-'));
    file = join(folder, 'a.yaml');
    sinceNow = 60_000;
    await writeFile(file, 'one');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const textOf = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString();
  /** As one reading of a project that has this file. */
  const readOnce = (memory: FileMemory): Uint8Array | undefined => {
    const bytes = memory.bytesOf(file);
    memory.forgetOthers();
    return bytes;
  };

  it('gives the bytes of before where nothing has changed', () => {
    const memory = new FileMemory(clock);
    const first = readOnce(memory);
    expect(readOnce(memory)).toBe(first);
    expect(readOnce(memory)).toBe(first);
  });

  it('reads again what was written, also where size and time are those of before', async () => {
    const memory = new FileMemory(clock);
    const { atime, mtime } = await stat(file);
    expect(textOf(readOnce(memory))).toBe('one');
    await writeFile(file, 'two');
    await utimes(file, atime, mtime);
    expect(textOf(readOnce(memory))).toBe('two');
  });

  it('reads again a file in whose place another was moved, with all its times', async () => {
    const other = join(folder, 'b.yaml');
    await writeFile(other, 'two');
    const { atime, mtime } = await stat(file);
    await utimes(other, atime, mtime);
    const memory = new FileMemory(clock);
    expect(textOf(readOnce(memory))).toBe('one');
    await rename(other, file);
    expect(textOf(readOnce(memory))).toBe('two');
  });

  it('keeps nothing of a file that was changed a moment before it was read', () => {
    sinceNow = 0;
    const memory = new FileMemory(clock);
    const first = readOnce(memory);
    expect(readOnce(memory)).not.toBe(first);
    sinceNow = -60_000;
    expect(readOnce(memory)).toEqual(first);
    expect(readOnce(memory)).not.toBe(readOnce(memory));
  });

  it('gives nothing of a file that is gone, and forgets what a reading did not ask for', async () => {
    const memory = new FileMemory(clock);
    const first = readOnce(memory);
    memory.forgetOthers();
    expect(readOnce(memory)).not.toBe(first);
    await rm(file);
    expect(readOnce(memory)).toBeUndefined();
  });
});
