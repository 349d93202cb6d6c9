import { expect, test } from 'vitest';
import { isFileWithin } from './is-file-within.ts';

test.each([
  ['out/a.csv', 'out/a.csv', 'yes'],
  ['out', 'out/a.csv', 'yes'],
  ['out/dt=${bizdate}/*.csv', 'out/dt=${bizdate}', 'yes'],
  ['out/*.csv', 'out/a.csv', 'may'],
  ['out/${bizdate}.csv', 'out/${fire/d-1d:yyyyMMdd}.csv', 'may'],
  ['out/a-*.csv', 'out/b-1.csv', 'no'],
  ['out/a.csv', 'output/a.csv', 'no'],
  ['out/a.csv', 'out/b.csv', 'no'],
  ['${bizdate}/a', 'out/a', 'no'],
] as const)('a reader of %s and what is written to %s: %s', (read, written, expected) => {
  expect(isFileWithin(read, written)).toBe(expected);
});
