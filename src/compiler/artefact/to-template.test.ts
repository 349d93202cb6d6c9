import { describe, expect, it } from 'vitest';
import { concat, holeTemplate, join, sqlLiteral, toTemplate, whenCursor } from './index.ts';

const BIZDATE = { kind: 'time', base: 'bizdate', offsets: [], format: 'yyyyMMdd' } as const;

describe('toTemplate', () => {
  it('leaves plain text plain', () => {
    expect(toTemplate('a ${ b')).toBe('a ${ b');
  });

  it('gives every value the escape', () => {
    const text = { kind: 'run-time-text', parts: ["d = '", BIZDATE, "'"] } as const;
    expect(toTemplate(text, 'mysql-string')).toEqual({
      $text: ["d = '", { hole: BIZDATE, escape: 'mysql-string' }, "'"],
    });
  });
});

describe('concat', () => {
  it('collapses to a string when nothing has a hole', () => {
    expect(concat('a', '', 'b')).toBe('ab');
    expect(concat()).toBe('');
  });

  it('joins literal parts across templates', () => {
    expect(concat('a', toTemplate({ kind: 'run-time-text', parts: ['b', BIZDATE, 'c'] }), 'd')).toEqual({
      $text: ['ab', { hole: BIZDATE }, 'cd'],
    });
  });
});

describe('join', () => {
  it('puts the separator between', () => {
    expect(join(['a', 'b', 'c'], ', ')).toBe('a, b, c');
  });
});

describe('sqlLiteral', () => {
  it('doubles quotes of the text now and those of values when they are put in', () => {
    const text = concat("it's ", holeTemplate({ kind: 'parameter', name: 'who' }));
    expect(sqlLiteral(text)).toEqual({
      $text: ["'it''s ", { hole: { kind: 'parameter', name: 'who' }, escape: 'sql-string' }, "'"],
    });
    expect(sqlLiteral("o'clock")).toBe("'o''clock'");
  });

  it('reaches into both branches of a cursor', () => {
    expect(sqlLiteral(whenCursor(holeTemplate({ kind: 'cursor' }), "'"))).toEqual({
      $text: ["'", { whenCursor: [{ hole: { kind: 'cursor' }, escape: 'sql-string' }], otherwise: ["''"] }, "'"],
    });
  });
});
