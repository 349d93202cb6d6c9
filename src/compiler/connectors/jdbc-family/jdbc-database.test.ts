import { expect, test } from 'vitest';
import { chunjunReader, chunjunWriter, flinkxReader, type JdbcDatabase } from './jdbc-database.ts';

const ANY: JdbcDatabase = {
  plugin: 'any',
  address: { scheme: 'jdbc:any:', aliases: [], defaultPort: '1' },
  typeWords: 'plain',
};

test('ChunJun finds a plugin by each of its names, as reader or source, writer or sink', () => {
  expect(chunjunReader(ANY).aliases).toEqual(['anysource']);
  expect(chunjunReader({ ...ANY, otherNames: ['like'] }).aliases).toEqual(['anysource', 'likereader', 'likesource']);
  expect(chunjunWriter({ ...ANY, otherNames: ['like'] }).aliases).toEqual(['anysink', 'likewriter', 'likesink']);
});

test('the database says how many rows are fetched at once, and the engine where it does not', () => {
  const sizes = (more: Partial<JdbcDatabase>): unknown[] =>
    [flinkxReader, chunjunReader].map((reader) => reader({ ...ANY, ...more }).parameters['fetchSize']?.default);
  expect(sizes({})).toEqual([1000, 1024]);
  expect(sizes({ fetchSize: 7 })).toEqual([7, 7]);
});

test('a plugin that is in doubt says why', () => {
  expect(chunjunWriter({ ...ANY, suspect: 'its jar lacks the driver' }).suspect).toBe('its jar lacks the driver');
  expect(chunjunWriter(ANY)).not.toHaveProperty('suspect');
});
