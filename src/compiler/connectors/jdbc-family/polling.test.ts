import { describe, expect, test } from 'vitest';
import { collect, datasource, pipelineNode, type Changes } from '../../../../test/support/pipeline-node.ts';
import { emitChunjun, emitFlinkx, movementOf } from '../../targets/index.ts';
import type { ColumnType } from '../../ir/index.ts';
import { connector } from '../mysql/index.ts';

const AT = { file: '', path: [], part: 'value' } as const;

function emit(
  type: 'flinkx' | 'chunjun',
  column: 'id' | 'updated_at',
  changes: Changes = {},
): { reader: unknown; setting: unknown; codes: string[] } {
  const columnType: ColumnType = column === 'id' ? { name: 'int64' } : { name: 'timestamp', precision: 3 };
  const from = changes.source?.incremental?.from;
  const pipeline = pipelineNode(type, {
    ...changes,
    source: {
      ...changes.source,
      incremental: { kind: 'incremental', column, type: columnType, at: AT, ...(from === undefined ? {} : { from }) },
    },
    pipeline: {
      schedule: {
        kind: 'schedule',
        schedule: { kind: 'continuous', timeZone: 'UTC' },
        misfire: { policy: 'skip', limit: 1 },
        overlap: 'skip',
        at: AT,
      },
    },
  });
  const context = collect(pipeline);
  const { flinkx = {}, chunjun = {} } = connector;
  const { template } =
    type === 'flinkx'
      ? emitFlinkx(pipeline, flinkx, flinkx, context)
      : emitChunjun(pipeline, chunjun, chunjun, context);
  const { job } = template as unknown as {
    job: { job: { content: [{ reader: { parameter: unknown } }]; setting: unknown } };
  }; // the shape that `FlinkxJob` documents
  const codes = context.diagnostics.map(({ code }) => code);
  return { reader: job.job.content[0].reader.parameter, setting: job.job.setting, codes };
}

const FROM = {
  kind: 'incremental',
  column: 'updated_at',
  type: { name: 'timestamp', precision: 3 },
  from: '2026-01-01 00:00:00',
  at: AT,
} as const;

const begins = (otherwise: readonly string[]): unknown => ({
  $text: [{ whenCursor: [{ hole: { kind: 'cursor' } }], otherwise }],
});

describe('a continuous JDBC read (flinkx-observed 2.5 and 4.2)', () => {
  test('polls; ChunJun begins a number at 0, since "" ends in an SQL error there', () => {
    expect(emit('flinkx', 'id').reader).toMatchObject({ polling: true, startLocation: begins([]) });
    expect(emit('chunjun', 'id').reader).toMatchObject({ polling: true, startLocation: begins(['0']) });
  });

  test('FlinkX is told the place of the column that it follows', () => {
    expect(emit('flinkx', 'id').setting).toMatchObject({
      restore: { isRestore: true, isStream: true, restoreColumnName: 'id', restoreColumnIndex: 0 },
    });
    expect(emit('chunjun', 'id').setting).toMatchObject({ restore: { isRestore: true, isStream: true } });
  });

  test('what the versions refuse is reported', () => {
    expect(emit('chunjun', 'updated_at').codes).toEqual(['SL0515']);
    expect(emit('flinkx', 'updated_at').codes).toEqual([]);
    expect(emit('chunjun', 'updated_at', { source: { incremental: FROM } }).codes).toEqual([]);
    expect(emit('chunjun', 'id', { source: { options: { useMaxFunc: true } } }).codes).toEqual(['SL0514']);
    expect(emit('flinkx', 'id', { sink: { options: { batchSize: 1 } } }).codes).toEqual(['SL0516']);
    expect(emit('chunjun', 'id', { sink: { options: { batchSize: 1 } } }).codes).toEqual([]);
  });
});

test('a scheduled read begins with everything, which is "" on both', () => {
  for (const type of ['flinkx', 'chunjun'] as const) {
    const incremental = { kind: 'incremental', column: 'id', type: { name: 'int64' }, at: AT } as const;
    const context = collect(pipelineNode(type, { source: { incremental } }));
    const plugin = connector[type]?.reader?.(movementOf(context).source, context);
    expect(plugin?.parameter).toMatchObject({ increColumn: 'id', startLocation: begins([]) });
    expect(plugin?.parameter).not.toHaveProperty('polling');
  }
});

test('`polling` by hand in a pipeline that has a schedule is reported', () => {
  const pipeline = pipelineNode('flinkx', { source: { options: { polling: true }, datasource: datasource('erp') } });
  const context = collect(pipeline);
  emitFlinkx(pipeline, connector.flinkx ?? {}, connector.flinkx ?? {}, context);
  expect(context.diagnostics.map(({ code }) => code)).toEqual(['SL0512']);
});
