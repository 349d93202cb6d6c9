import { expect, test } from 'vitest';
import { didYouMean } from './did-you-mean.ts';

test.each([
  ['wehre', ['where', 'when', 'path'], 'where'],
  ['tabel', ['table', 'label'], 'table'],
  ['Datasource', ['datasource'], 'datasource'],
  ['bigitn', ['bigint', 'int'], 'bigint'],
  ['x', ['y', 'z'], 'y'],
  ['completely', ['different', 'words'], undefined],
  ['', ['a'], 'a'],
])('didYouMean: %s among %j is %s', (written, candidates, expected) => {
  expect(didYouMean(written, candidates)).toBe(expected);
});
