import { expect, test } from 'vitest';
import { sharedReads } from './shared-reads.ts';

function reads(remembered: number) {
  let now = 0;
  const asked: string[] = [];
  const ask = async (name: string): Promise<string> => {
    asked.push(name);
    if (name === 'broken') throw new Error(`broken ${asked.length}`);
    return `${name} ${asked.length}`;
  };
  const read = sharedReads({ monotonic: () => now }, { forMs: 300, remembered }, ask);
  return { read, asked, pass: (ms: number) => (now += ms) };
}

test('who wants the same within the time shares an answer, who comes later does not', async () => {
  const { read, asked, pass } = reads(9);
  expect(await Promise.all([read('a'), read('b'), read('a')])).toEqual(['a 1', 'b 2', 'a 1']);
  pass(299);
  expect(await read('a')).toBe('a 1');
  pass(1);
  expect(await read('a')).toBe('a 3');
  expect(asked).toEqual(['a', 'b', 'a']);
});

test('what failed is told to all who wait for it, and asked for anew', async () => {
  const { read } = reads(9);
  const both = await Promise.allSettled([read('broken'), read('broken')]);
  expect(both.map((each) => each.status === 'rejected' && String(each.reason))).toEqual([
    'Error: broken 1',
    'Error: broken 1',
  ]);
  await expect(read('broken')).rejects.toThrow('broken 2');
});

test('no more answers are remembered than may be', async () => {
  const { read, asked } = reads(2);
  for (const name of ['a', 'b', 'c', 'c', 'b', 'a']) await read(name);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});
