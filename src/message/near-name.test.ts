import { expect, test } from 'vitest';
import { didYouMean, nearName } from './near-name.ts';

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

test.each([
  ['wehre', ['where', 'when'], true],
  ['UPSERT', ['upsert', 'insert'], true],
  ['upser', ['upsert'], true],
  ['upsrtt', ['upsert'], false],
  ['cost', ['cast', 'host'], false],
  ['t', ['at'], false],
])('nearName: %s among %j can mean nothing else: %s', (written, candidates, expected) => {
  expect(nearName(written, candidates)?.certain).toBe(expected);
});
