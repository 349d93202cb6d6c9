import { describe, expect, it } from 'vitest';
import type { TableSnapshot } from '../../compiler/index.ts';
import { wordsOf } from '../../message/index.ts';
import { describeChange } from './describe-change.ts';
import { NO_FACTS, type Facts } from './facts.ts';
import { nextSnapshot } from './next-snapshot.ts';
import { snapshotText } from './snapshot-text.ts';

const ID = { name: 'id', type: 'bigint', nullable: false, hasDefault: true };
const ORDERS: TableSnapshot = { columns: [ID], primaryKey: ['id'], indexes: [] };
const always = (): boolean => true;
const isNotOld = (table: string): boolean => table !== 'old';

function facts(tables: Readonly<Record<string, TableSnapshot>>, more: Partial<Facts> = {}): Facts {
  return { ...NO_FACTS, depth: 'tables', tables: new Map(Object.entries(tables)), ...more };
}

describe('nextSnapshot', () => {
  it('keeps tables that were not asked for, and drops what is gone or named no longer', () => {
    const previous = { orders: ORDERS, customers: ORDERS, old: ORDERS, gone: ORDERS };
    const next = nextSnapshot('erp', facts({ orders: ORDERS }, { missing: new Set(['gone']) }), previous, isNotOld);
    expect(Object.keys(next?.tables ?? {}).sort()).toEqual(['customers', 'orders']);
  });

  it('gives none where the look failed, saw an address alone, or found nothing new to keep', () => {
    const failures = [{ kind: 'lost', subject: 'h:1', key: ['host'] }] as const;
    expect(nextSnapshot('erp', facts({ orders: ORDERS }, { failures }), { orders: ORDERS }, always)).toBeUndefined();
    expect(nextSnapshot('erp', NO_FACTS, { orders: ORDERS }, always)).toBeUndefined();
    expect(nextSnapshot('erp', facts({}), undefined, always)).toBeUndefined();
    expect(nextSnapshot('erp', facts({}, { missing: new Set(['orders']) }), { orders: ORDERS }, always)).toEqual({
      datasource: 'erp',
      tables: {},
    });
  });

  it('has indexes in one order, and nothing of the statistics', () => {
    const a = { columns: ['a'], unique: false };
    const b = { columns: ['b'], unique: true };
    const table = { ...ORDERS, indexes: [b, a], rows: 7, isView: false };
    expect(nextSnapshot('erp', facts({ orders: table }), undefined, always)?.tables).toEqual({
      orders: { ...ORDERS, indexes: [a, b] },
    });
  });
});

describe('snapshotText', () => {
  it('is the same whatever the order of tables, and reads back as it was', () => {
    const odd = { ...ORDERS, columns: [{ name: 'a "b" \u2028', type: "enum('x','y')", nullable: true }] };
    const text = snapshotText({ datasource: 'erp', tables: { b: ORDERS, a: odd } });
    expect(text).toBe(snapshotText({ datasource: 'erp', tables: { a: odd, b: ORDERS } }));
    expect(JSON.parse(text)).toEqual({ formatVersion: '1.0', datasource: 'erp', tables: { a: odd, b: ORDERS } });
  });

  it('of no tables and of a topic is JSON too', () => {
    const topic = { columns: [], primaryKey: [], indexes: [] };
    expect(JSON.parse(snapshotText({ datasource: 'erp', tables: {} }))).toMatchObject({ tables: {} });
    expect(JSON.parse(snapshotText({ datasource: 'erp', tables: { topic } }))).toMatchObject({ tables: { topic } });
  });
});

describe('describeChange', () => {
  const two: TableSnapshot = { ...ORDERS, columns: [ID, { ...ID, name: 'amount' }] };
  const cases: readonly [what: string, then: TableSnapshot, now: TableSnapshot, words: string | undefined][] = [
    [
      'nothing',
      two,
      { ...two, columns: two.columns.map(({ nullable, ...rest }) => ({ nullable, ...rest })) },
      undefined,
    ],
    ['a new column', ORDERS, two, '1 table, orders +1 column'],
    ['a column gone', two, ORDERS, '1 table, orders -1 column'],
    ['another type', ORDERS, { ...ORDERS, columns: [{ ...ID, type: 'int' }] }, '1 table, orders 1 column changed'],
    ['another order', two, { ...two, columns: two.columns.toReversed() }, '1 table, orders columns in another order'],
    ['another key', two, { ...two, primaryKey: [] }, '1 table, orders another primary key'],
    ['indexes', two, { ...two, indexes: [{ columns: ['amount'], unique: false }] }, '1 table, orders other indexes'],
  ];
  it.each(cases)('says %s', (_, then, now, words) => {
    const change = describeChange({ orders: then }, { datasource: 'erp', tables: { orders: now } });
    expect(change && wordsOf(change)).toBe(words);
  });

  it('says new files, new tables and tables that left', () => {
    const tables = { a: ORDERS, b: ORDERS };
    const said = (before: Readonly<Record<string, TableSnapshot>> | undefined): string | undefined => {
      const change = describeChange(before, { datasource: 'erp', tables });
      return change && wordsOf(change);
    };
    expect(said(undefined)).toBe('2 tables, new');
    expect(said({ a: ORDERS, c: ORDERS })).toBe('2 tables, +b, -c');
  });
});
