import { describe, expect, it, test } from 'vitest';
import { foreignType } from './foreign-type.ts';

describe('foreignType', () => {
  test.each([
    ['varchar2(64)', 'string(64)', true],
    ['character varying(20)', 'string(20)', true],
    ['int4', 'int32', true],
    ['jsonb', 'json', true],
    ['timestamp(3) with time zone', 'timestamptz(3)', true],
    ['datetime2(3)', 'timestamp(3)', true],
  ])('%s is %s', (written, ours, certain) => {
    expect(foreignType(written)).toEqual({ ours, certain });
  });

  it('knows nothing of other words', () => {
    expect(foreignType('constructor')).toBeUndefined();
    expect(foreignType('strng(20)')).toBeUndefined();
    expect(foreignType('')).toBeUndefined();
  });
});
