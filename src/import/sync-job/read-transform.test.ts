import { expect, test } from 'vitest';
import { readTransform } from './read-transform.ts';

/** The SQL of a job whose reader's rows are `rows`, before a writer of `id` and `name`. */
function sqlOf(transformSql: string, columns: readonly string[] = ['id', 'name']): string | undefined {
  const content = { reader: { table: { tableName: 'rows_in' } }, transformer: { transformSql } };
  return readTransform(
    content,
    columns.map((name) => ({ name })),
  ).transform?.sql;
}

test('SQL that names its columns as the writer does stays as it is', () => {
  expect(sqlOf('select id, t.name from rows_in t where id > 1')).toBe('select id, t.name from source t where id > 1');
  expect(sqlOf("SELECT `id`, 'x' AS name\nFROM rows_in")).toBe("SELECT `id`, 'x' AS name\nFROM source");
  expect(sqlOf(' ')).toBeUndefined();
});

test('elsewhere the columns get the names of the writer by their place, as ChunJun hands them on', () => {
  for (const sql of [
    'select name, id from source',
    'select * from source',
    'select id, upper(name) from source',
    "select id, 'a, b' as name from source",
    'select distinct id, 1 + 1 from source',
  ])
    expect(sqlOf(sql)?.startsWith('SELECT * FROM ('), sql).toBe(true);
  expect(sqlOf('select a, b from rows_in')).toBe(
    'SELECT * FROM (\nselect a, b from source\n) AS result_rows(`id`, `name`)',
  );
});
