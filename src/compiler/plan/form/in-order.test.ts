import { expect, test } from 'vitest';
import { canonicalJson } from '../../artefact/index.ts';
import { inOrder } from './in-order.ts';

test('writes as canonical JSON, at every depth', () => {
  const value = { b: [{ z: 1, a: { d: null, c: 'x' } }, 2], a: 'first', B: true, '10': 1, '9': 2 };
  expect(JSON.stringify(inOrder({ b: value.b, a: value.a, B: value.B }))).toBe(
    canonicalJson({ a: value.a, b: value.b, B: value.B }),
  );
  // a map of JavaScript has whole numbers first, by their size, whoever writes it
  expect(JSON.stringify(inOrder(value))).toBe(JSON.stringify(inOrder(JSON.parse(canonicalJson(value)))));
});

test('keeps the order of lists', () => {
  expect(inOrder(['b', 'a', { d: 1, c: 2 }])).toEqual(['b', 'a', { c: 2, d: 1 }]);
});

test('gives back what is in order', () => {
  const value = { a: [{ name: 'id', type: 'int' }], b: 1 };
  expect(inOrder(value)).toBe(value);
});
