import { describe, expect, it, test } from 'vitest';
import { at, column, datasource, pipelineNode, type Changes } from '../../../test/support/pipeline-node.ts';
import { wordsOf } from '../../message/index.ts';
import type { ConnectorSpec, PluginSpec } from '../connector/index.ts';
import { pluginSide } from '../connector/index.ts';
import type { ColumnNode, ColumnType, DatasourceNode, TableSnapshot } from '../ir/index.ts';
import { columnReferences } from './column-references.ts';
import { cursorPrecision } from './cursor-precision.ts';
import { eightBits } from './eight-bits.ts';
import { keyIndex } from './key-index.ts';
import { optionColumns } from './option-columns.ts';
import { nullableCursor } from './nullable-cursor.ts';
import { requiredColumns } from './required-columns.ts';
import type { PipelineRule, RuleContext } from './rule.ts';
import { snapshotColumns } from './snapshot-columns.ts';
import { snapshotTables } from './snapshot-tables.ts';
import { typeNarrowing } from './type-narrowing.ts';

const ORDERS: TableSnapshot = {
  columns: [
    { name: 'id', type: 'bigint unsigned', nullable: false, hasDefault: true },
    { name: 'number', type: 'varchar(32)', nullable: false, hasDefault: false },
    { name: 'amount', type: 'decimal(18,4)', nullable: true, hasDefault: true },
    { name: 'changed', type: 'datetime(6)', nullable: true, hasDefault: true },
    { name: 'loaded', type: 'datetime', nullable: false, hasDefault: true },
    { name: 'shop', type: 'int', nullable: false },
  ],
  primaryKey: ['id'],
  indexes: [
    { columns: ['number', 'shop'], unique: true },
    { columns: ['changed'], unique: false },
  ],
};

function known(name: string, more: Partial<DatasourceNode> = {}): DatasourceNode {
  return datasource(name, { tables: { orders: ORDERS }, ...more });
}

const TABLE: PluginSpec = {
  name: 'mysqlreader',
  parameters: {
    table: { type: 'string', description: 'Table.', carries: 'table' },
    column: { type: 'list', description: 'Columns.', carries: 'columns' },
    splitPk: { type: 'string', description: 'Split.', carries: 'splitBy' },
  },
};

function context(plugin: PluginSpec = TABLE): RuleContext {
  const spec: ConnectorSpec = {
    name: 'mysql',
    title: 'MySQL',
    description: 'Tables.',
    datasourceTypes: ['mysql'],
    datasourceRequired: true,
    datasourceFields: {},
    source: { flinkx: pluginSide(plugin), local: pluginSide(plugin) },
    sink: { flinkx: pluginSide({ ...TABLE, name: 'mysqlwriter' }) },
  };
  return { spec: (name) => (name === 'mysql' ? spec : undefined), connectorNames: ['mysql'] };
}

/** `CODE at the path's end: message`, of each finding. */
function found(
  rule: PipelineRule,
  changes: Changes,
  plugin?: PluginSpec,
  target: 'flinkx' | 'local' = 'flinkx',
): string[] {
  return [...rule.check(pipelineNode(target, changes), context(plugin))].map(
    ({ code, at: place, message }) => `${code} ${place.path.slice(-2).join('.')}: ${wordsOf(message)}`,
  );
}

const reads = (names: readonly string[]): ColumnNode[] => names.map((name) => column(name));

describe('snapshotTables', () => {
  const table = (name: string, more: Partial<DatasourceNode> = {}): string[] =>
    found(snapshotTables, { source: { datasource: known('erp', more), tables: [name] } });

  it('knows a table by its name, with and without the database', () => {
    expect(table('orders')).toEqual([]);
    expect(table('erp.orders')).toEqual([]);
    expect(table('oders')).toEqual([
      'SL0523 source.table: the schema snapshot of datasource `erp` has no table `oders`',
    ]);
    expect(table('crm.orders')).toHaveLength(1);
    expect(found(snapshotTables, { sink: { datasource: known('ods'), table: 'order' } })).toEqual([
      'SL0523 sink.table: the schema snapshot of datasource `ods` has no table `order`',
    ]);
  });

  it('finds the one of several, and offers the name that is meant', () => {
    const source = { datasource: known('erp'), tables: ['orders', 'oders'] };
    const [finding, other] = [...snapshotTables.check(pipelineNode('flinkx', { source }), context())];
    expect(finding?.at.path).toEqual(['source', 'table', 1]);
    expect(finding?.suggestions?.[0]?.edits).toEqual([{ at: finding?.at, newText: 'orders' }]);
    // a snapshot does not hold all tables: the other name may be right
    expect(finding?.severity).toBe('warning');
    expect(finding?.suggestions?.[0]?.confidence).toBe('likely');
    expect(other).toBeUndefined();
  });

  it('says nothing without a snapshot, of stores that make their tables, of shards, of patterns and of names known at run time', () => {
    expect(found(snapshotTables, { source: { tables: ['anything'] } })).toEqual([]);
    expect(table('anything', { type: 'sqlite' })).toEqual([]);
    expect(table('anything', { shards: [] })).toEqual([]);
    const text = { kind: 'run-time-text', parts: ['orders_', { kind: 'environment' }] } as const;
    expect(found(snapshotTables, { source: { datasource: known('erp'), tables: [text] } })).toEqual([]);
    const tables = ['shop\\..*'];
    const changes = { ...TABLE, endless: true };
    expect(found(snapshotTables, { source: { datasource: known('erp'), tables } })).toHaveLength(1);
    expect(found(snapshotTables, { source: { datasource: known('erp'), tables } }, changes)).toEqual([]);
  });
});

describe('snapshotColumns', () => {
  it('looks at every place where a source names a column', () => {
    const source = { datasource: known('erp'), columns: reads(['ID', 'amuont']), splitBy: 'di', tables: ['orders'] };
    const incremental = { kind: 'incremental', column: 'chnged', type: { name: 'int64' }, at: at('inc') } as const;
    expect(found(snapshotColumns, { source: { ...source, incremental }, settings: { resumeColumn: 'nmber' } })).toEqual(
      [
        'SL0524 amuont.name: table `orders` has no column `amuont`',
        'SL0524 source.splitBy: table `orders` has no column `di`',
        'SL0524 incremental.column: table `orders` has no column `chnged`',
        'SL0524 settings.resume: table `orders` has no column `nmber`',
      ],
    );
  });

  it('takes constants of a source for no columns, and names of shares of files neither', () => {
    const columns = [
      column('id'),
      column('origin', undefined, { value: 'erp' }),
      column('pt', undefined, { partition: true }),
    ];
    expect(found(snapshotColumns, { source: { datasource: known('erp'), columns, tables: ['orders'] } })).toEqual([]);
  });

  it('looks at the columns of a sink, at those taken over from the source too, and at its key', () => {
    const sink = { datasource: known('ods'), table: 'orders' };
    const own = [column('amuont', undefined, { from: 'a', at: at('sink', 'columns', '0') })];
    expect(found(snapshotColumns, { sink: { ...sink, columns: own } })).toEqual([
      'SL0524 0.name: table `orders` has no column `amuont`',
    ]);
    expect(found(snapshotColumns, { source: { columns: reads(['total']) }, sink })).toEqual([
      'SL0524 sink.columns: table `orders` has no column `total`',
    ]);
    expect(found(snapshotColumns, { sink: { ...sink, columns: '*', key: ['nr'] } })).toEqual([
      'SL0524 key.0: table `orders` has no column `nr`',
    ]);
  });

  it('says nothing of a stream of changes, nor of a topic, which has no columns', () => {
    const source = { datasource: known('erp'), columns: reads(['before_id']), tables: ['orders'] };
    expect(found(snapshotColumns, { source }, { ...TABLE, endless: true })).toEqual([]);
    const topic = known('erp', { tables: { orders: { columns: [], primaryKey: [], indexes: [] } } });
    expect(found(snapshotColumns, { source: { ...source, datasource: topic } })).toEqual([]);
  });
});

describe('requiredColumns', () => {
  it('finds columns that take no NULL and have nothing else to be filled with', () => {
    const sink = { datasource: known('ods'), table: 'orders' };
    expect(found(requiredColumns, { source: { columns: reads(['amount']) }, sink })).toEqual([
      'SL0525 sink.columns: table `orders` needs `number`, and nothing writes it',
    ]);
    expect(found(requiredColumns, { source: { columns: reads(['Number']) }, sink })).toEqual([]);
    expect(found(requiredColumns, { source: { columns: '*' }, sink })).toEqual([]);
    expect(found(requiredColumns, { source: { columns: reads(['amount']) } })).toEqual([]);
  });
});

describe('keyIndex', () => {
  const key = (
    names: readonly string[],
    mode: 'upsert' | 'append' = 'upsert',
    more: Partial<DatasourceNode> = {},
  ): string[] => found(keyIndex, { sink: { datasource: known('ods', more), table: 'orders', mode, key: names } });

  it('takes the primary key and any unique index, in any order and case', () => {
    expect(key(['id'])).toEqual([]);
    expect(key(['Shop', 'number'])).toEqual([]);
    expect(key(['number'])).toEqual([
      'SL0526 sink.key: `number` is no primary key and no unique index of table `orders`',
    ]);
    expect(key(['changed'])).toHaveLength(1);
    expect(key(['id', 'shop'])).toHaveLength(1);
    expect(key(['number'], 'append')).toEqual([]);
  });

  it('tells what the database would do', () => {
    const check = (more: Partial<DatasourceNode>): string => {
      const sink = { datasource: known('ods', more), table: 'orders', mode: 'upsert', key: ['shop'] } as const;
      const [finding] = [...keyIndex.check(pipelineNode('flinkx', { sink }), context())];
      return (finding?.notes ?? []).map((note) => wordsOf(note)).join();
    };
    expect(check({})).toMatch(/^MySQL is not told the key/);
    expect(check({ type: 'postgresql' })).toMatch(/^the database looks a row up/);
    expect(check({ tables: { orders: { ...ORDERS, primaryKey: [], indexes: [] } } })).toMatch(/no unique index at all/);
  });
});

describe('nullableCursor', () => {
  it('wants an incremental column that every row has', () => {
    const by = (name: string): Changes => ({
      source: {
        datasource: known('erp'),
        incremental: { kind: 'incremental', column: name, type: { name: 'int64' }, at: at('inc') },
      },
    });
    expect(found(nullableCursor, by('changed'))).toEqual([
      'SL0528 inc.column: incremental column `changed` may be NULL in table `orders`',
    ]);
    expect(found(nullableCursor, by('loaded'))).toEqual([]);
    expect(found(nullableCursor, by('other'))).toEqual([]);
  });
});

describe('cursorPrecision', () => {
  const by = (
    precision: number,
    more: Changes = {},
    from: DatasourceNode = datasource('erp'),
    name = 'changed',
  ): string[] =>
    found(cursorPrecision, {
      ...more,
      source: {
        datasource: from,
        incremental: { kind: 'incremental', column: name, type: { name: 'timestamp', precision }, at: at('inc') },
      },
    });

  it('finds more digits than a cursor of FlinkX keeps, where it is known that there are more', () => {
    expect(by(9)).toEqual(['SL0527 inc.column: the cursor keeps milliseconds of `changed`, which is `timestamp(9)`']);
    expect(by(3)).toEqual([]);
    expect(by(6)).toEqual([]); // also what `timestamp` alone reads as
    expect(by(6, {}, datasource('erp', { type: 'postgresql' }))).toHaveLength(1);
    expect(by(3, {}, known('erp'))).toHaveLength(1); // the table has 6
    expect(by(6, {}, known('erp'), 'loaded')).toEqual([]); // the table has none
  });

  it('bears rows that come again where they replace themselves, and engines that keep every digit', () => {
    expect(by(9, { sink: { mode: 'upsert', key: ['id'] } })).toEqual([]);
    const incremental = {
      kind: 'incremental',
      column: 'x',
      type: { name: 'timestamp', precision: 9 },
      at: at('inc'),
    } as const;
    expect(found(cursorPrecision, { source: { incremental } }, TABLE, 'local')).toEqual([]);
  });
});

describe('typeNarrowing', () => {
  const own = (node: ColumnNode, from: string): ColumnNode => ({ ...node, from, at: at('sink', 'columns', node.name) });
  const amount = (precision: number, scale: number): ColumnNode =>
    column('amount', { name: 'decimal', precision, scale });

  it('compares what the columns declare, with both places', () => {
    const source = { columns: [amount(18, 4)] };
    const sink = { columns: [own(amount(18, 2), 'amount')] };
    const [finding] = [...typeNarrowing.check(pipelineNode('flinkx', { source, sink }), context())];
    expect(finding?.message).toEqual(
      '`amount` is `decimal(18,4)` in the source and `decimal(18,2)` in the sink: its 4 digits after the point become 2',
    );
    expect(finding?.at.path).toEqual(['sink', 'columns', 'amount', 'type']);
    expect(finding?.labels?.[0]?.at.path).toEqual(['columns', 'amount', 'type']);
    expect(found(typeNarrowing, { source, sink: { columns: [own(amount(20, 4), 'amount')] } })).toEqual([]);
  });

  it('lets the types of the tables count before what is declared', () => {
    const source = { datasource: known('erp'), columns: [column('id', { name: 'int64' })] };
    expect(found(typeNarrowing, { source, sink: { columns: [own(column('id', { name: 'int64' }), 'id')] } })).toEqual([
      'SL0530 id.type: `id` is `bigint unsigned` in the source and `int64` in the sink: numbers beyond 64 bits do not fit',
    ]);
    const both = { source, sink: { datasource: known('ods'), table: 'orders' } };
    expect(found(typeNarrowing, both)).toEqual([]);
    const wide = { columns: [column('a', { name: 'string', length: 64 })] };
    const into = { datasource: known('ods'), table: 'orders', columns: [own(column('number'), 'a')] };
    expect(found(typeNarrowing, { source: wide, sink: into })).toHaveLength(1);
  });

  it('takes no precision for known that nobody has written', () => {
    const zoned = (precision: number): ColumnType => ({ name: 'timestamptz', precision });
    const into = { columns: [own(column('t', zoned(3)), 't')] };
    expect(found(typeNarrowing, { source: { columns: [column('t', zoned(6))] }, sink: into })).toEqual([]);
    expect(found(typeNarrowing, { source: { columns: [column('t', zoned(9))] }, sink: into })).toHaveLength(1);
    const source = { columns: [column('t', { name: 'timestamp', precision: 6 })] };
    expect(
      found(typeNarrowing, { source, sink: { columns: [own(column('t', { name: 'timestamp', precision: 3 }), 't')] } }),
    ).toEqual([]);
    expect(found(typeNarrowing, { source, sink: { columns: [own(column('t', { name: 'date' }), 't')] } })).toHaveLength(
      1,
    );
  });

  it('says of an engine that reads as declared what is lost by it', () => {
    const source = { datasource: known('erp'), columns: [column('shop', { name: 'int16' })] };
    expect(found(typeNarrowing, { source }, TABLE, 'local')).toEqual([
      'SL0530 shop.type: `shop` is `int` in the table and read as `int16`: numbers beyond 16 bits do not fit',
    ]);
    expect(found(typeNarrowing, { source })).toEqual([]);
  });

  it('says nothing of constants, nor of what SQL makes of the columns', () => {
    const source = { columns: [amount(18, 4)] };
    const sink = { columns: [own(amount(18, 2), 'amount')] };
    expect(found(typeNarrowing, { source, sink, transform: 'select 1' })).toEqual([]);
    expect(
      found(typeNarrowing, { source, sink: { columns: [{ ...own(amount(1, 0), 'amount'), value: '1.5' }] } }),
    ).toEqual([]);
  });
});

describe('columnReferences', () => {
  test.each([
    ['oder_id', ['SL0536 source.splitBy: `splitBy` names `oder_id`, which is not read']],
    ['order_id', []],
    ['uid', []], // too short to be sure of
    ['number', []],
  ])('splitBy: %s', (splitBy, expected) => {
    expect(found(columnReferences, { source: { columns: reads(['order_id', 'id']), splitBy } })).toEqual(expected);
  });

  it('wants the column of resume among those read, and offers the one that is meant', () => {
    const changes = { source: { columns: reads(['order_id']) }, settings: { resumeColumn: 'order_di' } };
    const [finding] = [...columnReferences.check(pipelineNode('flinkx', changes), context())];
    expect(finding).toMatchObject({ code: 'SL0503', message: 'the source has no column `order_di`' });
    expect(finding?.suggestions?.[0]?.edits).toMatchObject([{ newText: 'order_id' }]);
    expect(found(columnReferences, { source: { columns: '*' }, settings: { resumeColumn: 'x' } })).toEqual([]);
  });
});

describe('eightBits', () => {
  it('takes `int8` of PostgreSQL for the eight bytes that it is there', () => {
    const from = (type: string, more: Partial<ColumnNode> = {}, tables?: DatasourceNode['tables']): string[] =>
      found(eightBits, {
        source: {
          datasource: datasource('crm', { type, ...(tables === undefined ? {} : { tables }) }),
          columns: [column('shop', { name: 'int8' }, more), column('id', { name: 'int64' })],
        },
      });
    expect(from('postgresql')).toEqual([
      'SL0537 shop.type: `shop` is declared with 8 bits, which PostgreSQL does not have',
    ]);
    expect(from('mysql')).toEqual([]);
    expect(from('postgresql', { value: '1' })).toEqual([]);
    expect(
      from('postgresql', {}, { orders: { ...ORDERS, columns: [{ name: 'shop', type: 'integer', nullable: true }] } }),
    ).toEqual([]);
  });
});

describe('optionColumns', () => {
  it('finds names that are no columns of the side, in a list or a text', () => {
    const plugin: PluginSpec = {
      name: 'topicreader',
      parameters: {
        list: { type: 'string-list', description: 'List.', namesColumns: true },
        text: { type: 'string', description: 'Text.', namesColumns: true },
        other: { type: 'string', description: 'Other.' },
      },
    };
    const options = { list: ['id', 'shopp'], text: 'id;sohp, id', other: 'nothing' };
    expect(found(optionColumns, { source: { columns: reads(['id', 'shop']), options } }, plugin)).toEqual([
      'SL0538 list.1: `list` names `shopp`, which is not among the columns',
      'SL0538 options.text: `text` names `sohp`, which is not among the columns',
    ]);
    expect(found(optionColumns, { source: { columns: '*', options } }, plugin)).toEqual([]);
  });
});
