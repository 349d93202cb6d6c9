import { expect, test } from 'vitest';
import { LogTail } from './log-tail.ts';

/** Logs by attempt, given four signs a page, and a tail of them. */
function tailOf(logs: Record<number, string>, first?: number) {
  const api = {
    async get<T>(path: string): Promise<T> {
      const [, attempt = '', offset = ''] = /attempt=(\d+)&offset=(\d+)/.exec(path) ?? [];
      const text = (logs[Number(attempt)] ?? '').slice(Number(offset), Number(offset) + 4);
      return { text, nextOffset: Number(offset) + text.length } as T; // as the route answers
    },
  };
  const tail = new LogTail(api, 'run-1', first);
  return async (attempt: number): Promise<string> => {
    let read = '';
    await tail.read(attempt, (text) => (read += text));
    return read;
  };
}

test('gives each time what has come since, to the end', async () => {
  const logs = { 1: 'begun and ' };
  const read = tailOf(logs);
  expect(await read(1)).toBe('begun and ');
  expect(await read(1)).toBe('');
  logs[1] += 'done';
  expect(await read(1)).toBe('done');
});

test('gives what an attempt has printed last before the ones after it', async () => {
  const logs = { 1: 'one, ', 2: '', 3: '' };
  const read = tailOf(logs);
  expect(await read(1)).toBe('one, ');
  Object.assign(logs, { 1: 'one, failed; ', 2: 'two; ', 3: 'three' });
  expect(await read(3)).toBe('failed; two; three');
  expect(await read(3)).toBe('');
});

test('begins with the attempt that is asked for first, or the one that it is told', async () => {
  const logs = { 1: 'one', 2: 'two', 3: 'three' };
  expect(await tailOf(logs)(2)).toBe('two');
  const read = tailOf(logs, 2);
  expect(await read(1)).toBe('');
  expect(await read(3)).toBe('twothree');
});
