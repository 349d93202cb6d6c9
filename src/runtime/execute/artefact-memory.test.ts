import { expect, test } from 'vitest';
import type { CompiledArtefact } from '../../compiler/index.ts';
import { createArtefactMemory } from './artefact-memory.ts';

function stored(digests: string[]) {
  const asked: string[] = [];
  const memory = createArtefactMemory(
    {
      async getArtefact(digest) {
        asked.push(digest);
        if (digest === 'cut') throw new Error('cut');
        // `as`: nothing of an artefact is looked at
        return digests.includes(digest) ? ({ artefact: { digest } } as unknown as CompiledArtefact) : undefined;
      },
    },
    2,
  );
  return { asked, digests, memory };
}

test('reads an artefact once, also for those who ask at once', async () => {
  const { asked, memory } = stored(['a']);
  const [first, second] = await Promise.all([memory.read('a'), memory.read('a')]);
  expect(first).toEqual({ digest: 'a' });
  expect(second).toBe(first);
  expect(await memory.read('a')).toBe(first);
  expect(asked).toEqual(['a']);
});

test('keeps those that were asked for last', async () => {
  const { asked, memory } = stored(['a', 'b', 'c']);
  for (const digest of ['a', 'b', 'a', 'c', 'a', 'b']) await memory.read(digest);
  expect(asked).toEqual(['a', 'b', 'c', 'b']);
});

test('asks again for what was not there or could not be read', async () => {
  const { asked, memory, digests } = stored([]);
  expect(await memory.read('a')).toBeUndefined();
  digests.push('a');
  expect(await memory.read('a')).toEqual({ digest: 'a' });
  await expect(memory.read('cut')).rejects.toThrow('cut');
  await expect(memory.read('cut')).rejects.toThrow('cut');
  expect(asked).toEqual(['a', 'a', 'cut', 'cut']);
});

test('has at hand what was read and is kept, and nothing else', async () => {
  const { memory } = stored(['a', 'b', 'c']);
  expect(memory.atHand('a')).toBeUndefined();
  const reading = memory.read('a');
  expect(memory.atHand('a')).toBeUndefined();
  expect(memory.atHand('a') ?? (await reading)).toEqual({ digest: 'a' });
  expect(memory.atHand('a')).toEqual({ digest: 'a' });
  await memory.read('nothing');
  expect(memory.atHand('nothing')).toBeUndefined();
  for (const digest of ['b', 'c']) await memory.read(digest);
  expect(memory.atHand('a')).toBeUndefined();
});
