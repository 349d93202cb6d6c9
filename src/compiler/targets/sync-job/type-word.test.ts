import { expect, test } from 'vitest';
import { mysqlTypeWord, plainTypeWord, typeWord } from './type-word.ts';

test('MySQL has words of its own for texts, bytes and moments', () => {
  expect(mysqlTypeWord({ name: 'string' }, true)).toBe('text');
  expect(mysqlTypeWord({ name: 'string', length: 20 }, true)).toBe('varchar');
  expect(mysqlTypeWord({ name: 'bytes' }, true)).toBe('blob');
  expect(mysqlTypeWord({ name: 'json' }, true)).toBe('json');
  expect(mysqlTypeWord({ name: 'int64' }, true)).toBe('bigint');
});

test('digits of a second are said where the version reads them and there are some', () => {
  for (const [name, word] of [
    ['timestamp', 'datetime'],
    ['timestamptz', 'timestamp'],
  ] as const) {
    expect(mysqlTypeWord({ name, precision: 3 }, true)).toBe(`${word}(3)`);
    expect(mysqlTypeWord({ name, precision: 3 }, false)).toBe(word);
    expect(mysqlTypeWord({ name, precision: 0 }, true)).toBe(word);
  }
});

test('a decimal keeps its digits only where the version reads them', () => {
  const decimal = { name: 'decimal', precision: 18, scale: 2 } as const;
  expect([plainTypeWord(decimal, true), plainTypeWord(decimal, false)]).toEqual(['decimal(18,2)', 'decimal']);
  expect(typeWord('plain', decimal, true)).toBe('decimal(18,2)');
  expect(typeWord('string', decimal, true)).toBe('string');
});
