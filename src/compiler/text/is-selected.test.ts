import { expect, test } from 'vitest';
import { isSelected } from './is-selected.ts';

const orders = { name: 'orders-to-ods', family: 'orders', tags: ['heavy', 'erp.daily'] };

test.each([
  ['orders-to-ods', true],
  ['orders', true],
  ['orders-*', true],
  ['*', true],
  ['*ods', true],
  ['order', false],
  ['Orders-*', false],
  ['orders.to.ods', false],
  ['tag:heavy', true],
  ['tag:erp.*', true],
  ['tag:erp?daily', false],
  ['tag:orders', false],
])('`%s` selects: %s', (term, selects) => {
  expect(isSelected(orders, term)).toBe(selects);
});
