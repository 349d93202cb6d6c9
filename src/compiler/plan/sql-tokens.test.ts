import { expect, test } from 'vitest';
import { sqlTokens } from './sql-tokens.ts';

test('white space and comments are no words', () => {
  const spread = 'select  a, -- the key\n\tb /* and\nmore */ from source';
  expect(sqlTokens(spread)).toEqual(sqlTokens('select a, b from source'));
});

test('what is quoted stays whole, comments and quotes in it too', () => {
  expect(sqlTokens("select 'it''s -- no comment' as `a ``b`, \"x /* y */\"")).toEqual([
    'select',
    "'it''s -- no comment'",
    'as',
    '`a ``b`',
    ',',
    '"x /* y */"',
  ]);
  expect(sqlTokens("where a<>'x  y'")).not.toEqual(sqlTokens("where a<>'x y'"));
});

test('names in any script and numbers are one word each', () => {
  expect(sqlTokens('select 金额*1.5e3 from source')).toEqual(['select', '金额', '*', '1.5e3', 'from', 'source']);
});
