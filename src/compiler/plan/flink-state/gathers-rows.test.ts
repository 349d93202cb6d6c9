import { expect, test } from 'vitest';
import { gathersRows } from './gathers-rows.ts';
import { sqlTokens } from '../sql-tokens.ts';

test.each([
  'select id, upper(note) as note from source where amount > 40',
  "select id, 'group by' as note from source -- join",
  'select id, `count` from source',
  'select id from source where region in (1, 2), status in (3)',
  'select coalesce(a, b), cast(c as decimal(10, 2)) from source',
  'select id from (select id, amount from source) where amount > 1, 2',
])('%s goes row by row', (sql) => {
  expect(gathersRows(sqlTokens(sql))).toBe(false);
});

test.each([
  'select region, n from source GROUP by region',
  'select max(id) from source',
  'select Count (*) from source',
  'select distinct region from source',
  'select a.id from source a join source b on a.id = b.id',
  'select a.id from source a, source b where a.id = b.id',
  'select id from (select a.id from source as a , source as b)',
  'select id from source where id in (select id from source)',
  'select id from source union all select id from source',
  'select id from source limit 3',
])('%s keeps something of earlier rows', (sql) => {
  expect(gathersRows(sqlTokens(sql))).toBe(true);
});
