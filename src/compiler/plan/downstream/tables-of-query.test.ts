import { expect, test } from 'vitest';
import { tablesOfQuery } from './tables-of-query.ts';

test.each([
  [`select doc #>> '{a,b}' as x from docs`, ['docs']],
  ['select id from orders', ['orders']],
  ['SELECT o.id FROM shop.orders AS o LEFT JOIN `shop`.`items` i ON i.order_id = o.id', ['shop.orders', 'shop.items']],
  ['select * from a, b x, c where a.id = b.id and a.d in (select d from d)', ['a', 'b', 'c', 'd']],
  ['select * from (select id, name from inner_t) t join u using (id)', ['inner_t', 'u']],
  ['with x as (select * from a), y as (select * from x) select * from y join b', ['a', 'b']],
  ["select 'from nowhere' -- from comment\n, id /* join gone */ from a", ['a']],
  ['select * from orders_${bizdate:yyyyMM} where d = 1', ['orders_${bizdate:yyyyMM}']],
  ['select * from [dbo].[orders]', ['dbo.orders']],
  ['select extract(year from d), a from t order by a, b', ['t']],
  ['select * from generate_series(1, 2) g, t', ['t']],
  ['select 1', []],
  ['', []],
])('%s', (query, tables) => {
  expect(tablesOfQuery(query)).toEqual(tables);
});
