import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { emitChunjun, emitFlinkSql, emitFlinkx, type FlinkSqlJob } from '../../targets/index.ts';
import { collect, column, pipelineNode, type Changes } from '../../../../test/support/pipeline-node.ts';
import { connector } from './index.ts';

const COLUMNS = [
  column('id', undefined, { nativeType: 'id' }),
  column('amount', { name: 'decimal', precision: 9, scale: 2 }),
];

function emit(
  target: 'flinkx' | 'chunjun' | 'flink-sql',
  changes: Changes,
): { template: unknown; diagnostics: Diagnostic[] } {
  const pipeline = pipelineNode(target, {
    ...changes,
    source: { connector: 'stream', tables: [], columns: COLUMNS, ...changes.source },
    sink: { connector: 'stream', ...changes.sink },
  });
  const context = collect(pipeline);
  const { flinkx = {}, chunjun = {}, 'flink-sql': flinkSql = {} } = connector;
  const job =
    target === 'flinkx'
      ? emitFlinkx(pipeline, flinkx, flinkx, context)
      : target === 'chunjun'
        ? emitChunjun(pipeline, chunjun, chunjun, context)
        : emitFlinkSql(pipeline, flinkSql, flinkSql, context);
  return { template: job.template, diagnostics: context.diagnostics };
}

describe('stream on FlinkX and ChunJun (connectors: streamreader, streamwriter)', () => {
  const changes: Changes = {
    source: { options: { sliceRecordCount: ['10'] } },
    sink: { options: { print: true } },
  };

  it('1.11: the job of docs/example/stream_stream.json', () => {
    expect(emit('flinkx', changes)).toMatchObject({
      diagnostics: [],
      template: {
        job: {
          job: {
            content: [
              {
                reader: {
                  name: 'streamreader',
                  parameter: {
                    column: [
                      { name: 'id', type: 'id' },
                      { name: 'amount', type: 'bigdecimal' },
                    ],
                    sliceRecordCount: ['10'],
                  },
                },
                writer: { name: 'streamwriter', parameter: { print: true } },
              },
            ],
            setting: { speed: { channel: 1 } },
          },
        },
      },
    });
  });

  it('1.16: the writer reads columns too, with precision', () => {
    const columns = [
      { name: 'id', type: 'id' },
      { name: 'amount', type: 'decimal(9,2)' },
    ];
    const content = [{ reader: { parameter: { column: columns } }, writer: { parameter: { column: columns } } }];
    expect(emit('chunjun', changes).template).toMatchObject({ job: { job: { content } } });
  });

  it('columns are needed, and their types', () => {
    expect(emit('flinkx', { source: { columns: '*' } }).diagnostics).toMatchObject([{ code: 'SL0203' }]);
    expect(emit('chunjun', { source: { columns: [column('id')] } }).diagnostics).toMatchObject([{ code: 'SL0510' }]);
  });

  it('1.11 would make a text of a time', () => {
    const columns = [column('at', { name: 'time', precision: 0 })];
    expect(emit('flinkx', { source: { columns } }).diagnostics).toMatchObject([{ code: 'SL0611' }]);
    expect(emit('chunjun', { source: { columns } }).diagnostics).toEqual([]);
  });
});

describe('stream on Flink SQL', () => {
  const columns = [column('id', { name: 'int64' }), column('name', { name: 'string' })];

  it('is datagen and print; options of columns are flat keys', () => {
    const fields = { id: { kind: 'sequence', start: 1, end: 100 } };
    const { template, diagnostics } = emit('flink-sql', {
      source: { columns, options: { 'number-of-rows': 100, fields } },
      sink: { options: { 'print-identifier': 'out' } },
    });
    expect(diagnostics).toEqual([]);
    const [source, sink] = (template as FlinkSqlJob).definitions;
    expect(source).toContain("'connector' = 'datagen',\n  'number-of-rows' = '100',\n  'fields.id.kind' = 'sequence'");
    expect(source).toContain("'fields.id.end' = '100'");
    expect(sink).toContain("'connector' = 'print',\n  'print-identifier' = 'out'");
  });

  it('is blackhole on request', () => {
    const settings = { parallelism: { source: 1, sink: 2 } };
    const sink = { options: { connector: 'blackhole' } };
    const { template } = emit('flink-sql', { source: { columns }, sink, settings });
    expect((template as FlinkSqlJob).definitions[1]).toContain(
      "'connector' = 'blackhole',\n  'sink.parallelism' = '2'",
    );
  });

  it('a run that would never end is reported; a continuous pipeline may', () => {
    expect(emit('flink-sql', { source: { columns } }).diagnostics).toMatchObject([{ code: 'SL0610' }]);
    const { schedule } = pipelineNode('flink-sql');
    const continuous = { ...schedule, schedule: { kind: 'continuous', timeZone: 'UTC' } } as const;
    const { template, diagnostics } = emit('flink-sql', { source: { columns }, pipeline: { schedule: continuous } });
    expect(diagnostics).toEqual([]);
    expect((template as FlinkSqlJob).settings).toMatchObject({
      'execution.runtime-mode': 'streaming',
      'execution.checkpointing.interval': '60000 ms',
    });
  });
});
