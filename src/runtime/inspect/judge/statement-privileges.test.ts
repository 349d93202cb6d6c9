import { describe, expect, it } from 'vitest';
import { privilegesOfStatement } from './statement-privileges.ts';

const CASES: readonly [statement: string, privileges: readonly string[]][] = [
  ['truncate table orders', ['DROP']],
  ['TRUNCATE `shop`.`orders`', ['DROP']],
  ['  -- begin anew\n delete from orders where day = 1', ['DELETE']],
  ['/* x */ update orders set a = 1', ['UPDATE']],
  ['create table if not exists orders (id int)', ['CREATE']],
  ['alter table orders add index (a)', ['ALTER']],
  ['replace into orders values (1)', ['INSERT', 'DELETE']],
  ['delete from orders_old', []],
  ['delete from my_orders', []],
  ['call clean(orders)', []],
  ['set sql_log_bin = 0', []],
];

describe('privilegesOfStatement', () => {
  it.each(CASES)('%s', (statement, privileges) => {
    expect(privilegesOfStatement(statement, 'orders')).toEqual(privileges);
  });

  it('reads around a value that only a run knows', () => {
    const parts = ['delete from orders where pt = ', { kind: 'cursor' as const }];
    expect(privilegesOfStatement({ kind: 'run-time-text', parts }, 'orders')).toEqual(['DELETE']);
  });
});
