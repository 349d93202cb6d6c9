import { describe, expect, test } from 'vitest';
import { catalogueOf, wordsOf } from '../../message/index.ts';
import { OperatingError } from '../errors.ts';
import { toldFailure } from './told-failure.ts';

describe('what a look saw that threw', () => {
  const down = new OperatingError('ENGINE_UNREACHABLE', 'Flink refuses connections', {
    retryable: true,
    help: 'start it',
  });

  test('is in English what the error says', () => {
    const { seen, fix } = toldFailure('engine.batch', down);
    expect([wordsOf(seen), fix && wordsOf(fix)]).toEqual(['Flink refuses connections', 'start it']);
  });

  test('is in Chinese what its code comes to, with the words of the error quoted, and what to do', async () => {
    const chinese = await catalogueOf('zh');
    const { seen, fix } = toldFailure('engine.batch', down);
    expect(wordsOf(seen, chinese)).toBe('无法连接引擎：“Flink refuses connections”');
    expect(fix && wordsOf(fix, chinese)).toMatch(/^请检查 `sluice.yaml` 中引擎的地址/);
  });

  test('of an unforeseen error is its words alone', async () => {
    const { seen, fix } = toldFailure('engine.batch', new Error('no such thing'));
    expect([wordsOf(seen, await catalogueOf('zh')), fix]).toEqual(['no such thing', undefined]);
  });
});
