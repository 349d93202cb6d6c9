import { describe, expect, it } from 'vitest';
import { AT, column, datasource } from '../../../test/support/pipeline-node.ts';
import type { TableSnapshot } from '../ir/index.ts';
import { tableTypes, withTableTypes } from './table-types.ts';

function table(columns: Readonly<Record<string, string>>): TableSnapshot {
  const list = Object.entries(columns).map(([name, type]) => ({ name, type, nullable: true }));
  return { columns: list, primaryKey: [], indexes: [] };
}

const ERP = datasource('erp', {
  tables: {
    order_1: table({ id: 'bigint', note: 'text' }),
    order_2: table({ id: 'bigint', note: 'text' }),
    order_old: table({ id: 'int', note: 'text', extra: 'date' }),
  },
});

function names(match: string): readonly string[] | undefined {
  return tableTypes(ERP, [], match)?.columns.map(({ name }) => name);
}

describe('tableTypes', () => {
  it('takes all tables that a pattern matches as a whole, with and without the database', () => {
    expect(names('order_[0-9]+')).toEqual(['id', 'note']);
    expect(names('erp\\.order_1')).toEqual(['id', 'note']);
    expect(names('order_old')).toEqual(['id', 'note', 'extra']);
    expect(names('order_')).toBeUndefined();
    expect(names('x|order_1')).toEqual(['id', 'note']);
    expect(names('order_[')).toBeUndefined();
  });

  it('knows of several tables only what they all have with one type', () => {
    expect(tableTypes(ERP, ['order_1', 'order_2'])?.whole).toBe(true);
    const mixed = tableTypes(ERP, ['order_1', 'order_old']);
    expect(mixed).toEqual({ columns: [{ name: 'note', type: { name: 'string' } }], whole: false });
    expect(tableTypes(ERP, ['order_old', 'order_1'])?.whole).toBe(false);
    expect(tableTypes(ERP, ['order_1', 'nothing'])).toBeUndefined();
    expect(tableTypes(ERP, ['toString'])).toBeUndefined();
    expect(tableTypes(datasource('erp'), ['order_1'])).toBeUndefined();
  });
});

describe('withTableTypes', () => {
  const types = tableTypes(datasource('erp', { tables: { t: table({ id: 'bigint', ID: 'date', note: 'text' }) } }), [
    't',
  ]);
  const all = { all: true, names: [] };

  it('gives a type where the engine needs it, and beside the column elsewhere', () => {
    const written = [column('note'), column('Note'), column('ID'), column('nothing')];
    expect(withTableTypes(written, types, { all: false, names: ['note'] }, AT)).toEqual([
      { ...column('note'), type: { name: 'string' } },
      { ...column('Note'), tableType: { name: 'string' } },
      { ...column('ID'), tableType: { name: 'date' } },
      column('nothing'),
    ]);
  });

  it('leaves what the author says, and constants', () => {
    const said = [
      column('id', { name: 'int32' }),
      column('id', undefined, { nativeType: 'BIGINT' }),
      column('id', undefined, { value: '1' }),
      column('id', undefined, { unnamed: true }),
    ];
    expect(withTableTypes(said, types, all, AT)).toEqual(said);
  });

  it('lists the columns of `*` only where types are needed and the list is whole', () => {
    expect(withTableTypes('*', types, all, AT)).toHaveLength(3);
    expect(withTableTypes('*', types, { all: false, names: ['id'] }, AT)).toHaveLength(3);
    expect(withTableTypes('*', types, { all: false, names: [] }, AT)).toBe('*');
    expect(withTableTypes('*', types && { ...types, whole: false }, all, AT)).toBe('*');
    expect(withTableTypes('*', undefined, all, AT)).toBe('*');
  });
});
