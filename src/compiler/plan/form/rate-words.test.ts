import { expect, test } from 'vitest';
import { rateWords } from './rate-words.ts';

test.each([
  [1, '1B/s'],
  [1000, '1000B/s'],
  [1024, '1KB/s'],
  [1536, '1.5KB/s'],
  [10 * 1024 ** 2, '10MB/s'],
  [1394606, '1.33MB/s'],
  [1394607, '1394607B/s'],
  [2 * 1024 ** 3, '2GB/s'],
])('%i bytes a second are %s', (bytes, words) => {
  expect(rateWords(bytes)).toBe(words);
});
