import { describe, expect, test } from 'vitest';
import { isBareCondition, selectedNames } from './bare-sql.ts';

describe('isBareCondition', () => {
  test.each([
    'deleted = 0',
    "name = 'this or that' and id > 1",
    "d >= '\u0000'",
    'order_id = 1 and "or" = 2',
    '(a = 1) and b in (1, 2)',
    '[or] = 1 and [a or b] = 2',
  ])('%s stands between the conditions of the engine', (text) => {
    expect(isBareCondition(text)).toBe(true);
  });

  test.each([
    'a = 1 or b = 2',
    'a = x[1 or 2]',
    'a = 1 OR(b = 2)',
    'a = 1 -- of today',
    'a = 1 # of today',
    'a = 1 /* of today */',
    "name = 'O",
    "name = 'O\\' or 1 = 1'",
    'a = 1) and (b = 2',
    '(a = 1',
    'a = 1;',
    'a = 1 || b = 2',
    'id > \u0000',
  ])('%s goes in parentheses', (text) => {
    expect(isBareCondition(text)).toBe(false);
  });
});

describe('selectedNames', () => {
  test.each([
    ['select id, note from orders', ['id', 'note']],
    ['SELECT o.id, `o`.`note` FROM orders o where a = (select 1 from b)', ['id', 'note']],
    ['select count(distinct a, b) as n, id as "order" from orders group by id', ['n', 'order']],
  ])('%s', (text, names) => {
    expect(selectedNames(text)).toEqual(names);
  });

  test.each([
    'select * from orders',
    'select id + 1 from orders',
    'select a.b.c from orders',
    'select count(*) n from orders',
    'select distinct id from orders',
    'select id from a union select id from b',
    'select id from a; select 1',
    'with a as (select 1) select id from a',
    'select id -- the key\nfrom orders',
    'select 1 as id',
  ])('%s is not plain to see', (text) => {
    expect(selectedNames(text)).toBeUndefined();
  });
});
