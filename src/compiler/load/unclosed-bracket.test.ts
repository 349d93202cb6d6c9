import { expect, test } from 'vitest';
import { unclosedBracket } from './unclosed-bracket.ts';

test.each([
  ['a: [1, 2\nb: 3\n', 3],
  ['a: { b: [1, { c: 2 }\n', 8],
  ['a: "[" # [\nb: [\n', 14],
  ["a: '[''['\nb: [1]\n", undefined],
])('unclosedBracket of %j', (text, offset) => {
  expect(unclosedBracket(text, text.length)).toBe(offset);
});
