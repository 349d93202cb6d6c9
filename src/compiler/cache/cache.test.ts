import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheKey, openCache } from './cache.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-cache-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function saved(values: Readonly<Record<string, unknown>>): Promise<void> {
  const cache = await openCache(join(folder, 'deep/er'));
  for (const [key, value] of Object.entries(values)) cache.put(key, value);
  await cache.save();
}

describe('openCache', () => {
  it('gives back what was saved, fresh each time', async () => {
    await saved({ a: { text: 'é\n\t"', list: [1, null] }, b: 2 });
    const cache = await openCache(join(folder, 'deep/er'));
    expect(cache.get('a')).toEqual({ text: 'é\n\t"', list: [1, null] });
    expect(cache.get('a')).not.toBe(cache.get('a'));
    expect(cache.get('c')).toBeUndefined();
  });

  it('drops what nobody asked for, and leaves the file alone when nothing is new', async () => {
    await saved({ a: 1, b: 2 });
    const file = join(folder, 'deep/er/load.index');
    const before = await readFile(file, 'utf8');
    const reader = await openCache(join(folder, 'deep/er'));
    reader.get('a');
    await reader.save();
    expect(await readFile(file, 'utf8')).toBe(before);
    reader.put('c', 3);
    await reader.save();
    const again = await openCache(join(folder, 'deep/er'));
    expect([again.get('a'), again.get('b'), again.get('c')]).toEqual([1, undefined, 3]);
    expect(await readdir(join(folder, 'deep/er'))).toEqual(['load.index']);
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -3)],
    ['changed in one byte', (text: string) => text.replace('[1', '[2')],
    ['of another format', (text: string) => text.replace('cache 1', 'cache 0')],
    ['empty', () => ''],
    ['no text at all', () => '\u0000\uFFFF'.repeat(99)],
  ])('takes a file that is %s for no file', async (_, spoil) => {
    await saved({ a: [1, 2] });
    const file = join(folder, 'deep/er/load.index');
    await writeFile(file, spoil(await readFile(file, 'utf8')));
    const cache = await openCache(join(folder, 'deep/er'));
    expect(cache.get('a')).toBeUndefined();
    cache.put('a', 7);
    await cache.save();
    expect((await openCache(join(folder, 'deep/er'))).get('a')).toBe(7);
  });

  it('never fails where it cannot write', async () => {
    await writeFile(join(folder, 'file'), '');
    const cache = await openCache(join(folder, 'file/below'));
    cache.put('a', 1);
    await cache.save();
    expect(cache.get('a')).toBe(1);
    const full = await openCache('/dev/full');
    full.put('a', 1);
    await full.save();
  });
});

describe('cacheKey', () => {
  it('differs by kind, version and bytes', () => {
    const keys = [
      cacheKey('yaml', 1, Buffer.from('a')),
      cacheKey('yaml', 2, Buffer.from('a')),
      cacheKey('ts', 1, Buffer.from('a')),
      cacheKey('yaml', 1, Buffer.from('b')),
    ];
    expect(new Set(keys).size).toBe(4);
    expect(cacheKey('yaml', 1, Buffer.from('a'))).toBe(keys[0]);
  });
});
