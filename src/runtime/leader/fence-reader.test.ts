import { expect, test } from 'vitest';
import { createVirtualClock } from '../observe/index.ts';
import { createFenceReader } from './fence-reader.ts';

function lab() {
  const clock = createVirtualClock(1_000);
  const fences = new Map([
    ['leader', 3],
    ['relay', 5],
  ]);
  const asked: string[][] = [];
  let failing = false;
  const store = {
    async currentFences(names: readonly string[]) {
      asked.push([...names]);
      if (failing) throw new Error('cut');
      return new Map([...fences].filter(([name]) => names.includes(name)));
    },
  };
  return {
    clock,
    fences,
    asked,
    fail: (is: boolean) => (failing = is),
    reader: createFenceReader({ store, clock, freshMs: 500 }),
  };
}

test('asks for all that are asked about, once for those who ask together', async () => {
  const { reader, asked, clock, fences } = lab();
  expect(await reader.currentFence('leader')).toBe(3);
  expect(await reader.currentFence('relay')).toBe(5);
  expect(await reader.currentFence('scheduler')).toBe(0);
  asked.length = 0;
  await clock.advance(1_000);
  fences.set('relay', 6);
  expect(await Promise.all(['leader', 'relay', 'scheduler'].map((name) => reader.currentFence(name)))).toEqual([
    3, 6, 0,
  ]);
  expect(asked).toEqual([['leader', 'relay', 'scheduler']]);
});

test('asks anew once an answer is no longer fresh, however long one is owed', async () => {
  const { reader, asked, clock, fences } = lab();
  await reader.currentFence('leader');
  fences.set('leader', 9);
  await clock.advance(500);
  expect(await reader.currentFence('leader')).toBe(3);
  await clock.advance(1);
  expect(await reader.currentFence('leader')).toBe(9);
  expect(asked).toHaveLength(2);
});

test('keeps no failure', async () => {
  const { reader, fail } = lab();
  fail(true);
  await expect(reader.currentFence('leader')).rejects.toThrow('cut');
  fail(false);
  expect(await reader.currentFence('leader')).toBe(3);
});
