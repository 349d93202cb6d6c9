import { describe, expect, it } from 'vitest';
import { jsonCell, parseJsonObject } from './parse-json-row.ts';

const TEXT =
  '{"id": 9007199254740993, "d": 0.12345678901234567890, "s": "12345678901234567890", "o": {"n": [1234567890123456789]}}';

describe('parseJsonObject', () => {
  it('keeps every digit of numbers that a double cannot hold', () => {
    const object = parseJsonObject(TEXT) ?? {};
    const cell = (name: string, type?: 'json'): unknown =>
      jsonCell(object[name], { name, type: type === undefined ? undefined : { name: type } });
    expect(cell('id')).toBe('9007199254740993');
    expect(cell('d')).toBe('0.12345678901234567890');
    expect(cell('s')).toBe('12345678901234567890');
    expect(cell('o')).toBe('{"n":[1234567890123456789]}');
    expect(cell('id', 'json')).toBe('9007199254740993');
    expect(cell('none')).toBeNull();
  });

  it('gives undefined for what is no object', () => {
    for (const text of ['[1]', '1', 'null', '{', '']) expect(parseJsonObject(text)).toBeUndefined();
  });
});
