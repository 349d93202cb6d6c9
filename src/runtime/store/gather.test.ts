import { expect, test } from 'vitest';
import { OperatingError } from '../errors.ts';
import { Aside, gather } from './gather.ts';

function lab(limit = 10) {
  const batches: string[][] = [];
  const open: (() => void)[] = [];
  const call = gather<string, string>({
    limit,
    keyOf: (item) => item.slice(0, 1),
    async work(items) {
      batches.push([...items]);
      await new Promise<void>((resolve) => open.push(resolve));
      if (items.includes('down')) throw new Error('down');
      return items.map((item) =>
        item === 'none' ? new OperatingError('NOT_FOUND', item, { retryable: false }) : item.toUpperCase(),
      );
    },
  });
  /** Lets the batch that is under way end. */
  const end = async (): Promise<void> => {
    await new Promise(setImmediate);
    open.shift()?.();
    await new Promise(setImmediate);
  };
  return { batches, call, end };
}

test('works on those together that come at once, and next on those that come meanwhile', async () => {
  const { batches, call, end } = lab();
  const first = Promise.all([call('a'), call('b')]);
  await Promise.resolve();
  const second = Promise.all([call('c'), call('d')]);
  await end();
  await end();
  expect(await first).toEqual(['A', 'B']);
  expect(await second).toEqual(['C', 'D']);
  expect(batches).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('takes no more than the limit, none before its turn, and of one key one after the other', async () => {
  const { batches, call, end } = lab(2);
  const all = Promise.all(['a1', 'a2', 'b1', 'c1', 'a3'].map(call));
  for (let batch = 0; batch < 3; batch += 1) await end();
  expect(await all).toEqual(['A1', 'A2', 'B1', 'C1', 'A3']);
  expect(batches).toEqual([['a1', 'b1'], ['a2', 'c1'], ['a3']]);
});

test('answers one with its error, and all with what the work throws; those after go on', async () => {
  const { call, end } = lab();
  const first = Promise.allSettled([call('none'), call('x')]);
  await end();
  expect(await first).toMatchObject([{ reason: { code: 'NOT_FOUND' } }, { value: 'X' }]);
  const second = Promise.allSettled([call('down'), call('y')]);
  await end();
  expect(await second).toMatchObject([{ reason: { message: 'down' } }, { reason: { message: 'down' } }]);
  const third = call('z');
  await end();
  expect(await third).toBe('Z');
});

test('goes on with the others while one is set aside, and with those of its key once it is over', async () => {
  const batches: string[][] = [];
  let free: (() => void) | undefined;
  const call = gather<string, string>({
    limit: 10,
    keyOf: (item) => item.slice(0, 1),
    async work(items) {
      batches.push([...items]);
      return items.map((item) =>
        item === 'a1' ? new Aside(new Promise<string>((resolve) => (free = () => resolve('A1')))) : item.toUpperCase(),
      );
    },
  });
  const aside = call('a1');
  expect(await call('b1')).toBe('B1');
  const behind = call('a2');
  expect(await call('b2')).toBe('B2');
  free?.();
  expect(await Promise.all([aside, behind])).toEqual(['A1', 'A2']);
  expect(batches).toEqual([['a1', 'b1'], ['b2'], ['a2']]);
});

test('tells what is set aside of its failure, and goes on with its key', async () => {
  const call = gather<string, string>({
    limit: 10,
    keyOf: () => 'one',
    work: async (items) =>
      items.map((item) => (item === 'lost' ? new Aside<string>(Promise.reject(new Error('lost'))) : item)),
  });
  const [lost, next] = await Promise.allSettled([call('lost'), call('next')]);
  expect([lost, next]).toMatchObject([{ reason: { message: 'lost' } }, { value: 'next' }]);
});
