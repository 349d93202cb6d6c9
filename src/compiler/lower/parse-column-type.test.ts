import { describe, expect, test } from 'vitest';
import { formatColumnType } from '../ir/index.ts';
import { parseColumnType } from './parse-column-type.ts';

describe('parseColumnType', () => {
  test.each([
    ['bigint', 'int64'],
    ['INT(11)', 'int32'],
    ['tinyint(1)', 'bool'],
    ['tinyint(4)', 'int8'],
    ['smallint(1)', 'int16'],
    [' Double   Precision ', 'float64'],
    ['timestamp(9)', 'timestamp(9)'],
    ['decimal(65,65)', 'decimal(65,65)'],
    ['decimal(1,0)', 'decimal(1,0)'],
    ['bigint unsigned', 'decimal(20,0)'],
    ['int unsigned', 'int64'],
    ['decimal(18,2)', 'decimal(18,2)'],
    ['numeric( 10 )', 'decimal(10,0)'],
    ['varchar(64)', 'string(64)'],
    ['text', 'string'],
    ['double precision', 'float64'],
    ['datetime', 'timestamp(6)'],
    ['datetime(3)', 'timestamp(3)'],
    ['timestamptz(3)', 'timestamptz(3)'],
    ['blob', 'bytes'],
    ['json', 'json'],
  ])('reads %s as %s', (text, expected) => {
    const type = parseColumnType(text);
    expect('problem' in type ? type.problem : formatColumnType(type)).toBe(expected);
  });

  test('what it prints it reads back as the same', () => {
    for (const text of ['int8', 'decimal(38,10)', 'string', 'string(5)', 'time(0)', 'timestamp(9)', 'bytes', 'date']) {
      const type = parseColumnType(text);
      expect('problem' in type ? type.problem : formatColumnType(type)).toBe(text);
    }
  });

  test.each([
    'bigitn',
    'decimal',
    'decimal(2,5)',
    'decimal(99,2)',
    'decimal(66,2)',
    'decimal(0,0)',
    'timestamp(10)',
    'bigint x(3)',
    'constructor',
    'timestamp(12)',
    '(5)',
    '',
  ])('refuses %j as a value, not by throwing', (text) => {
    expect(parseColumnType(text)).toHaveProperty('problem');
  });
});
