import { expect, it } from 'vitest';
import { bareTable, sqlForSqlite } from './sql-for-sqlite.ts';

it('sqlForSqlite takes the schema from tables that are given, and writes TRUNCATE as DELETE', () => {
  const tables = ['ods.ods_orders', 'erp.orders'];
  expect(sqlForSqlite('truncate table ods.ods_orders;', tables)).toBe('DELETE FROM ods_orders');
  expect(sqlForSqlite('TRUNCATE `ods`.`ods_orders`', tables)).toBe('DELETE FROM ods_orders');
  expect(sqlForSqlite("delete from ods.ods_orders where pt = 'ods.ods_orders_2'", tables)).toBe(
    "delete from ods_orders where pt = 'ods.ods_orders_2'",
  );
  expect(sqlForSqlite('select o.id from erp.orders o join other.orders x', tables)).toBe(
    'select o.id from orders o join other.orders x',
  );
  expect(sqlForSqlite('select 1 from orders', ['orders'])).toBe('select 1 from orders');
});

it('bareTable gives the last part, without quotes', () => {
  expect([bareTable('a.b'), bareTable('`a`.`b`'), bareTable('b')]).toEqual(['b', 'b', 'b']);
});
