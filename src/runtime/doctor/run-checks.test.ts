import { describe, expect, test } from 'vitest';
import { say, wordsOf } from '../../message/index.ts';
import { OperatingError } from '../errors.ts';
import { createVirtualClock } from '../observe/index.ts';
import { ok } from './check.ts';
import { runChecks } from './run-checks.ts';

describe('runChecks', () => {
  test('lets none wait for another, and tells of each in its order', async () => {
    const clock = createVirtualClock(0);
    let gaveUp = false;
    const done = runChecks(
      [
        {
          name: 'silent',
          run: (signal) => new Promise(() => signal.addEventListener('abort', () => (gaveUp = true))),
        },
        { name: 'quick', run: async () => [ok('quick.a', say`a`), ok('quick.b', say`b`)] },
        {
          name: 'broken',
          run: async () => {
            throw new OperatingError('STORE_UNREACHABLE', 'nobody there', { retryable: true, help: 'start it' });
          },
        },
      ],
      clock,
      5_000,
    );
    await clock.advance(5_000);
    const seen = (await done).map(({ name, state, seen: text, fix }) => [
      name,
      state,
      wordsOf(text),
      fix === undefined ? undefined : wordsOf(fix),
    ]);
    expect(seen).toEqual([
      ['silent', 'failed', 'it gave no answer within 5 s', expect.stringContaining('firewall')],
      ['quick.a', 'ok', 'a', undefined],
      ['quick.b', 'ok', 'b', undefined],
      ['broken', 'failed', 'nobody there', 'start it'],
    ]);
    expect(gaveUp).toBe(true);
  });
});
