import { describe, expect, it } from 'vitest';
import { foldedSql } from './folded-sql.ts';
import { simpleQuery } from './simple-query.ts';
import { sqlTokens } from '../sql-tokens.ts';

const COLUMNS = new Set(['id', 'region', 'amount']);
const words = (sql: string) => foldedSql(sqlTokens(sql));
const read = (sql: string, where?: string) =>
  simpleQuery(words(sql), where === undefined ? undefined : words(where), COLUMNS);

describe('foldedSql', () => {
  it('makes one spelling of keywords and functions, and leaves names and texts', () => {
    expect(words("Select a, Count(*) As n From source wHere B = 'From'").join(' ')).toBe(
      "SELECT a , COUNT ( * ) AS n FROM source WHERE B = 'From'",
    );
    expect(words('select `select`, t.Group_ from t As f(a)').join(' ')).toBe(
      'SELECT `select` , t . Group_ FROM t AS f ( a )',
    );
  });
});

describe('simpleQuery', () => {
  it('reads sums by columns', () => {
    expect(
      read('select region as r, count(*) as n, sum(amount) from source where amount >= 5 group by region'),
    ).toEqual({
      select: 'region AS r , COUNT ( * ) AS n , SUM ( amount )',
      groups: ['region'],
      groupNames: ['r'],
      where: 'amount > = 5',
      selects: new Set(['region', 'amount']),
    });
  });

  it('reads rows one by one, distinct ones, and the filter of the source', () => {
    expect(read('select id, amount from source')).toMatchObject({ groups: undefined, where: undefined });
    expect(read('select distinct id, region from source')).toMatchObject({ groups: ['id', 'region'] });
    expect(read('select id from source', "region <> 'x'")).toMatchObject({ where: "region < > 'x'" });
  });

  it.each([
    ['an expression', 'select upper(region), count(*) from source group by region'],
    ['another table', 'select id from other'],
    ['a join', 'select a.id from source a join source b on a.id = b.id'],
    ['an alias of the table', 'select id from source s'],
    ['a sum of everything', 'select sum(amount) from source'],
    ['having', 'select region, count(*) from source group by region having count(*) > 1'],
    ['a union', 'select id from source union all select id from source'],
    ['a column that is not there', 'select nobody from source'],
    ['a filter of two parts', 'select id from source where amount > 1 and amount < 0'],
    ['a filter that is always true', 'select id from source where true'],
    ['a filter that leaves one group', "select region, count(*) from source where region = 'x' group by region"],
    ['another function', 'select region, listagg(id) from source group by region'],
  ])('leaves %s', (_, sql) => {
    expect(read(sql)).toBeUndefined();
  });

  it('leaves a filter of the source beside one of the SQL, and one that is no comparison', () => {
    expect(read('select id from source where amount > 0', 'amount < 0')).toBeUndefined();
    expect(read('select id from source', '1 = 1')).toBeUndefined();
  });
});
