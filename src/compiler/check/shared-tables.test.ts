import { describe, expect, it, test } from 'vitest';
import { at, column, datasource, pipelineNode, type Changes } from '../../../test/support/pipeline-node.ts';
import { wordsOf } from '../../message/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { PipelineNode, SinkNode, SourceNode } from '../ir/index.ts';
import { cursorOrder } from './cursor-order.ts';
import { ownSource } from './own-source.ts';
import { repeatedLoad } from './repeated-load.ts';
import type { CheckedProject, ProjectRule } from './rule.ts';
import { tableCycle } from './table-cycle.ts';
import { twoWriters } from './two-writers.ts';

const { schedule } = pipelineNode('flinkx');
const MANUAL = { schedule: { ...schedule, schedule: { kind: 'manual', timeZone: 'UTC' } } } as const;
const CONTINUOUS = { schedule: { ...schedule, schedule: { kind: 'continuous', timeZone: 'UTC' } } } as const;

function node(
  name: string,
  { pipeline, ...changes }: Changes = {},
  target: 'flinkx' | 'local' = 'flinkx',
): PipelineNode {
  const file = `pipelines/${name}.yaml`;
  const made = pipelineNode(target, { ...changes, pipeline: { name, at: { ...at(), file }, ...pipeline } });
  if (made.work.kind !== 'movement') return made;
  const { source, sink } = made.work;
  const inFile = <T extends SourceNode | SinkNode>(end: T): T => ({ ...end, at: { ...end.at, file } });
  return { ...made, work: { ...made.work, source: inFile(source), sink: inFile(sink) } };
}

function after(...names: readonly string[]): Pick<PipelineNode, 'dependsOn'> {
  return { dependsOn: names.map((pipeline) => ({ kind: 'dependency', pipeline, at: at('dependsOn') })) };
}

function project(nodes: readonly PipelineNode[]): CheckedProject {
  return {
    pipelines: [],
    brokenNames: new Set(),
    namesHidden: false,
    nodes,
    datasources: [],
    engines: [],
    freezes: [],
    enginesMeant: new Set(),
    datasourcesReferredTo: new Set(),
    complete: true,
    environmentParameters: [],
  };
}

function found(rule: ProjectRule, ...nodes: readonly PipelineNode[]): string[] {
  return [...rule.check(project(nodes))].map(told);
}

function told({ code, at: { file, path }, message }: Diagnostic): string {
  return `${code} ${file.replace(/^pipelines\/|\.yaml$/g, '')} ${path.join('.')}: ${wordsOf(message)}`;
}

const UPSERT = { mode: 'upsert', key: ['id'] } as const;
const CLEARED = { preSql: ['truncate table ods_orders'] } as const;

/** A table named after its pipeline. */
const OWN = { kind: 'run-time-text', parts: ['t_', { kind: 'pipeline' }] } as const;
const SHOP = { kind: 'parameter', name: 'shop' } as const;

describe('twoWriters', () => {
  it('finds two that change rows of one table', () => {
    expect(found(twoWriters, node('a', { sink: UPSERT }), node('b', { sink: UPSERT }))).toEqual([
      'SL0531 b sink.table: `a` and `b` both write `ods_orders`',
    ]);
  });

  test.each<[string, Partial<SinkNode>, Partial<SinkNode>]>([
    ['one replaces whole rows', { mode: 'replace', columns: [column('id'), column('a')] }, { columns: [column('b')] }],
    ['the other replaces them', { columns: [column('b')] }, { mode: 'replace', columns: [column('id'), column('a')] }],
    ['one writes whatever is read', { columns: '*' }, { columns: [column('id'), column('b')] }],
    ['the other writes whatever is read', { columns: [column('id'), column('b')] }, { columns: '*' }],
    ['they share a column beside the key', { columns: [column('id'), column('b')] }, { columns: [column('b')] }],
    [
      'only one has a constant in the key',
      { key: ['r'], columns: [column('r', undefined, { value: 'n' }), column('x')] },
      { key: ['r'], columns: [column('r'), column('x')] },
    ],
    [
      'both have the same constant in the key',
      { key: ['r'], columns: [column('r', undefined, { value: 'n' }), column('x')] },
      { key: ['r'], columns: [column('r', undefined, { value: 'n' }), column('x')] },
    ],
  ])('finds two that change rows of one table where %s', (_, one, two) => {
    const nodes = [node('a', { sink: { ...UPSERT, ...one } }), node('b', { sink: { ...UPSERT, ...two } })];
    expect(found(twoWriters, ...nodes)).toHaveLength(1);
  });

  test.each<[string, Changes, Changes]>([
    ['both only add', {}, {}],
    [
      'each table has the name of its pipeline',
      { sink: { ...UPSERT, table: OWN } },
      { sink: { ...UPSERT, table: OWN } },
    ],
    ['one only adds', { sink: UPSERT }, {}],
    ['other tables', { sink: UPSERT }, { sink: { ...UPSERT, table: 'others' } }],
    ['another server', { sink: UPSERT }, { sink: { ...UPSERT, datasource: datasource('ods', { host: 'other' }) } }],
    ['one is started by hand', { sink: UPSERT }, { sink: UPSERT, pipeline: MANUAL }],
    ['one is suspended', { sink: UPSERT }, { sink: UPSERT, pipeline: { state: 'suspended' } }],
    ['one follows the other', { sink: UPSERT }, { sink: UPSERT, pipeline: after('a') }],
    [
      'they are of one family',
      { sink: UPSERT, pipeline: { family: 'f' } },
      { sink: UPSERT, pipeline: { family: 'f' } },
    ],
    [
      'a constant in the key tells the rows apart',
      { sink: { ...UPSERT, key: ['id', 'r'], columns: [column('id'), column('r', undefined, { value: 'n' })] } },
      { sink: { ...UPSERT, key: ['id', 'r'], columns: [column('id'), column('r', undefined, { value: 's' })] } },
    ],
    [
      'so does one of the source',
      {
        source: { columns: [column('id'), column('r', undefined, { value: 'n' })] },
        sink: { ...UPSERT, key: ['r'] },
      },
      {
        source: { columns: [column('id'), column('r', undefined, { value: 's' })] },
        sink: { ...UPSERT, key: ['r'] },
      },
    ],
    [
      'each fills columns of its own',
      { sink: { ...UPSERT, columns: [column('id'), column('a')] } },
      { sink: { ...UPSERT, columns: [column('id'), column('b')] } },
    ],
    [
      'other partitions',
      { sink: { mode: 'overwrite', partition: 'pt=a' } },
      { sink: { mode: 'overwrite', partition: 'pt=b' } },
    ],
    ['what is cleared is another table', { sink: { preSql: ['truncate table other'] } }, {}],
    ['only a part is cleared', { sink: { preSql: ["delete from ods_orders where d = '1'"] } }, {}],
    ['it is emptied before the other one adds to it', { sink: CLEARED }, { pipeline: after('a') }],
  ])('says nothing where %s', (_, one, two) => {
    expect(found(twoWriters, node('a', one), node('b', two))).toEqual([]);
  });

  it('says of REPLACE, on either side, that it resets other columns too', () => {
    const note = (one: 'upsert' | 'replace', two: 'upsert' | 'replace'): string => {
      const nodes = [node('a', { sink: { ...UPSERT, mode: one } }), node('b', { sink: { ...UPSERT, mode: two } })];
      const [finding] = [...twoWriters.check(project(nodes))];
      return finding?.notes?.map((each) => wordsOf(each)).join() ?? '';
    };
    expect(note('upsert', 'upsert')).not.toContain('replace');
    expect(note('replace', 'upsert')).toContain('`replace` also resets');
    expect(note('upsert', 'replace')).toContain('`replace` also resets');
  });

  it('takes two datasources of one address for one place, and a table with its database for the same', () => {
    const other = datasource('other', { host: 'ods.example', database: 'ods', type: 'mariadb' });
    const b = node('b', { sink: { ...UPSERT, datasource: other, table: 'ods.ods_orders' } });
    expect(found(twoWriters, node('a', { sink: UPSERT }), b)).toHaveLength(1);
  });

  it('finds that one takes away what another has written', () => {
    expect(found(twoWriters, node('a', { sink: CLEARED }), node('b'))).toEqual([
      'SL0532 a sink.preSql.0: `a` empties `ods_orders`, which `b` writes too',
    ]);
    expect(found(twoWriters, node('a'), node('b', { sink: { mode: 'overwrite' }, pipeline: after('a') }))).toEqual([
      'SL0532 b sink.mode: `b` empties `ods_orders`, which `a` writes too',
    ]);
    const both = [node('a', { sink: CLEARED }), node('b', { sink: CLEARED, pipeline: after('a') })];
    expect(found(twoWriters, ...both)).toEqual([
      'SL0532 b sink.preSql.0: `b` empties `ods_orders`, which `a` writes too',
    ]);
  });

  it('follows dependencies over any number of steps and over families', () => {
    const member = node('f-1', { sink: CLEARED, pipeline: { family: 'f' } });
    const between = node('between', { sink: { table: 'else' }, pipeline: after('f') });
    expect(found(twoWriters, member, between, node('z', { pipeline: after('between') }))).toEqual([]);
    expect(found(twoWriters, member, between, node('z'))).toHaveLength(1);
  });

  it('bears a thousand writers of one table that follow each other', () => {
    const writers = Array.from({ length: 1000 }, (_, index) =>
      node(`p${index}`, { sink: UPSERT, pipeline: index === 0 ? {} : after(`p${index - 1}`) }),
    );
    expect(found(twoWriters, ...writers)).toEqual([]);
    expect(found(twoWriters, ...writers, node('z', { sink: UPSERT }))).toHaveLength(1);
  });

  it('tells values of the run apart by the pipeline they belong to', () => {
    const table = (name: string) =>
      ({ table: { kind: 'run-time-text', parts: ['t_', { kind: 'parameter', name }] }, ...UPSERT }) as const;
    const parameter = (value: string) =>
      ({ parameters: [{ kind: 'parameter', name: 'p', default: value, pattern: '', at: at() }] }) as const;
    const writers = (one: string, two: string): PipelineNode[] => [
      node('a', { sink: table('p'), pipeline: parameter(one) }),
      node('b', { sink: table('p'), pipeline: parameter(two) }),
    ];
    expect(found(twoWriters, ...writers('x', 'y'))).toEqual([]);
    expect(found(twoWriters, ...writers('x', 'x'))).toHaveLength(1);
  });
});

describe('ownSource', () => {
  const self = (changes: Changes = {}, target?: 'local'): string[] =>
    [
      ...ownSource.check(
        node('a', { ...changes, sink: { datasource: datasource('erp'), table: 'orders', ...changes.sink } }, target),
        { spec: () => undefined, connectorNames: [] },
      ),
    ].map(({ severity, code, notes }) => `${code} ${severity}: ${(notes ?? []).map((note) => wordsOf(note)).join()}`);

  it('is an error where all rows are read and added, or emptied', () => {
    expect(self()).toEqual(['SL0533 error: each run reads what earlier runs have added, and adds it again']);
    expect(self({ sink: { mode: 'overwrite' } })).toEqual([
      'SL0533 error: the table is emptied while it is read, and rows that were not read yet are lost',
    ]);
    expect(self({ pipeline: CONTINUOUS })).toEqual([
      'SL0533 error: the stream reads what it has just written, and never comes to an end',
    ]);
  });

  it('is a warning where what is read need not be what was written', () => {
    const warns = [expect.stringContaining('SL0533 warning')];
    expect(self({ source: { where: 'done = 0' } })).toEqual(warns);
    expect(self({ transform: 'select 1' })).toEqual(warns);
    expect(self({ sink: UPSERT })).toEqual(warns);
    expect(self({ sink: { mode: 'overwrite' } }, 'local')).toEqual(warns);
    expect(self({ sink: { table: 'orders_2' } })).toEqual([]);
  });
});

describe('tableCycle', () => {
  const moves = (name: string, from: string, to: string, pipeline: Changes['pipeline'] = {}): PipelineNode =>
    node(name, { source: { datasource: datasource('ods'), tables: [from] }, sink: { table: to }, pipeline });

  it('finds rows that come back, once', () => {
    expect(found(tableCycle, moves('b', 'two', 'one'), moves('a', 'one', 'two'))).toEqual([
      'SL0534 a sink.table: what `a` writes comes back to it through `b`',
    ]);
    const three = [moves('a', 'x', 'y'), moves('b', 'y', 'z'), moves('c', 'z', 'x'), moves('d', 'x', 'end')];
    expect(found(tableCycle, ...three)).toEqual([
      'SL0534 a sink.table: what `a` writes comes back to it through `b` and `c`',
    ]);
  });

  it('finds none in a chain, nor in one pipeline alone', () => {
    expect(found(tableCycle, moves('a', 'x', 'y'), moves('b', 'y', 'z'), moves('c', 'x', 'z'))).toEqual([]);
    expect(found(tableCycle, moves('a', 'x', 'x'))).toEqual([]);
    expect(found(tableCycle, moves('a', 'x', 'y'), moves('b', 'y', 'x', MANUAL))).toEqual([]);
  });

  it('bears a chain of thousands of pipelines', () => {
    const chain = Array.from({ length: 3000 }, (_, index) => moves(`p${index}`, `t${index}`, `t${index + 1}`));
    expect(found(tableCycle, ...chain)).toEqual([]);
    const last = moves('p3000', 't3000', 't0');
    expect([...tableCycle.check(project([...chain, last]))]).toHaveLength(1);
  });
});

describe('cursorOrder', () => {
  const by = (
    type: { name: 'timestamp'; precision: number } | { name: 'date' | 'int64' },
    more: Partial<SourceNode> = {},
  ) =>
    ({
      source: {
        incremental: { kind: 'incremental', column: 'changed', type, at: at('source', 'incremental') },
        ...more,
      },
    }) as const;
  const SECONDS = { name: 'timestamp', precision: 0 } as const;
  const fire = { kind: 'time', base: 'fire', offsets: [], format: 'x' } as const;

  it('finds values that rows are known to share', () => {
    expect(found(cursorOrder, node('a', by(SECONDS)))).toEqual([
      'SL0529 a source.incremental.column: rows can share a value of `changed`: `timestamp(0)` has whole seconds'.replace(
        'SL0529 a',
        'SL0529 orders',
      ),
    ]);
    expect(found(cursorOrder, node('a', by({ name: 'date' })))).toHaveLength(1);
    expect(found(cursorOrder, node('a', by({ name: 'timestamp', precision: 3 })))).toEqual([]);
    expect(found(cursorOrder, node('a', by({ name: 'int64' })))).toEqual([]);
  });

  it('asks the snapshot for a unique index and for the precision', () => {
    const table = (type: string, indexes: readonly string[][]): Partial<SourceNode> => ({
      datasource: datasource('erp', {
        tables: {
          orders: {
            columns: [{ name: 'changed', type, nullable: false }],
            primaryKey: [],
            indexes: indexes.map((columns) => ({ columns, unique: true })),
          },
        },
      }),
    });
    const count = (type: Parameters<typeof by>[0], more: Partial<SourceNode>): number =>
      found(cursorOrder, node('a', by(type, more))).length;
    expect(count({ name: 'int64' }, table('bigint', []))).toBe(1);
    expect(count({ name: 'int64' }, table('bigint', [['changed', 'id']]))).toBe(1);
    expect(count({ name: 'int64' }, table('bigint', [['changed']]))).toBe(0);
    expect(count({ name: 'timestamp', precision: 6 }, table('datetime', []))).toBe(1);
    expect(count(SECONDS, table('datetime(3)', []))).toBe(0);
    expect(count(SECONDS, table('datetime', [['changed']]))).toBe(0);
  });

  test.each<[string, Partial<SourceNode>, number]>([
    ['the read ends before the fire', { where: { kind: 'run-time-text', parts: ["changed < '", fire, "'"] } }, 0],
    ['a condition on another column', { where: { kind: 'run-time-text', parts: ["born < '", fire, "'"] } }, 1],
    ['a condition without a time', { where: 'changed < now()' }, 1],
    [
      'another condition stands before',
      { where: { kind: 'run-time-text', parts: ["s = '", SHOP, "' and CHANGED < '", fire] } },
      0,
    ],
    [
      'another one stands behind',
      { where: { kind: 'run-time-text', parts: ["born < '", fire, "' and changed > 0"] } },
      1,
    ],
    [
      'the query ends before the fire',
      { query: { kind: 'run-time-text', parts: ["select 1 where changed < '", fire, "'"] } },
      0,
    ],
    ['the greatest value waits', { options: { useMaxFunc: true } }, 0],
  ])('%s', (_, more, count) => {
    expect(found(cursorOrder, node('a', by(SECONDS, more)))).toHaveLength(count);
  });

  it('says nothing of a table that is written only by what the pipeline waits for', () => {
    const writer = node('writer', { sink: { datasource: datasource('erp'), table: 'orders' } });
    expect(found(cursorOrder, node('a', { ...by(SECONDS), pipeline: after('writer') }), writer)).toEqual([]);
    expect(found(cursorOrder, node('a', by(SECONDS)), writer)).toHaveLength(1);
    const other = node('other', { sink: { datasource: datasource('erp'), table: 'orders' } });
    expect(found(cursorOrder, node('a', { ...by(SECONDS), pipeline: after('writer') }), writer, other)).toHaveLength(1);
  });

  it('names cures that the pipeline can have', () => {
    const cure = (changes: Changes, target?: 'local'): string => {
      const [finding] = [...cursorOrder.check(project([node('a', changes, target)]))];
      return finding?.help === undefined ? '' : wordsOf(finding.help);
    };
    expect(cure(by(SECONDS))).toMatch(/\$\{fire:yyyy-MM-dd HH:mm:ss\}.*useMaxFunc/);
    expect(cure(by({ name: 'date' }), 'local')).toMatch(/\$\{fire:yyyy-MM-dd\}'"`$/);
    expect(cure({ ...by(SECONDS), pipeline: CONTINUOUS })).not.toMatch(/fire|useMaxFunc/);
  });
});

describe('repeatedLoad', () => {
  const CATCH_UP = { schedule: { ...schedule, misfire: { policy: 'catch-up', limit: 3 } } } as const;
  const bizdate = { kind: 'time', base: 'bizdate', offsets: [], format: 'yyyyMMdd' } as const;
  const text = { kind: 'run-time-text', parts: ["d = '", bizdate, "'"] } as const;

  test.each<[string, Changes, number]>([
    ['the same rows', { pipeline: CATCH_UP }, 1],
    ['the policy makes up for nothing', {}, 0],
    ['rows of the day', { pipeline: CATCH_UP, source: { where: text } }, 0],
    ['a table of the day', { pipeline: CATCH_UP, sink: { table: text } }, 0],
    ['a constant of the day', { pipeline: CATCH_UP, sink: { columns: [column('d', undefined, { value: text })] } }, 0],
    ['rows are replaced', { pipeline: CATCH_UP, sink: UPSERT }, 0],
    ['a partition', { pipeline: CATCH_UP, sink: { partition: 'pt' } }, 0],
    ['cleared first', { pipeline: CATCH_UP, sink: CLEARED }, 0],
    [
      'a fixed delay has no fires to make up for',
      {
        pipeline: { schedule: { ...CATCH_UP.schedule, schedule: { kind: 'after', delayMs: 1000, timeZone: 'UTC' } } },
      },
      0,
    ],
  ])('%s', (_, changes, count) => {
    expect([...repeatedLoad.check(node('a', changes), { spec: () => undefined, connectorNames: [] })]).toHaveLength(
      count,
    );
  });
});
