import { describe, expect, test } from 'vitest';
import { collect, column, datasource, pipelineNode, type Changes } from '../../../../test/support/pipeline-node.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { movementOf } from '../../targets/index.ts';
import { connector } from '../mysql/index.ts';

function write(
  target: 'flinkx' | 'chunjun',
  changes: Changes,
): { parameter: Readonly<Record<string, unknown>>; diagnostics: readonly Diagnostic[] } {
  const context = collect(pipelineNode(target, changes));
  const plugin = connector[target]?.writer?.(movementOf(context).sink, context);
  return { parameter: plugin?.parameter ?? {}, diagnostics: context.diagnostics };
}

describe('the key', () => {
  test('is said where rows are replaced by it, and nowhere else', () => {
    expect(write('chunjun', { sink: { mode: 'append', key: ['id'] } }).parameter).not.toHaveProperty('uniqueKey');
    for (const mode of ['upsert', 'overwrite'] as const)
      expect(write('chunjun', { sink: { mode, key: [] } }).parameter).not.toHaveProperty('uniqueKey');
    expect(write('flinkx', { sink: { mode: 'upsert', key: ['id'] } }).parameter).toMatchObject({
      updateKey: { key: ['id'] },
    });
  });

  test('replaces the whole row of an upsert alone', () => {
    expect(write('chunjun', { sink: { mode: 'upsert', key: ['id'] } }).parameter).toMatchObject({ allReplace: true });
    expect(write('chunjun', { sink: { mode: 'overwrite', key: ['id'] } }).parameter).not.toHaveProperty('allReplace');
    expect(write('flinkx', { sink: { mode: 'upsert', key: ['id'] } }).parameter).not.toHaveProperty('allReplace');
  });
});

test('a job of FlinkX that restores by a column writes in batches', () => {
  const sink = { options: { batchSize: 1 } };
  const settings = { resumeColumn: 'id' };
  expect(write('flinkx', { sink, settings }).diagnostics).toMatchObject([
    {
      code: 'SL0516',
      at: { path: ['sink', 'options', 'batchSize'] },
      notes: ['FlinkX 1.11 refuses to start with `batchSize: 1` there'],
    },
  ]);
  expect(write('flinkx', { sink }).diagnostics).toEqual([]);
  expect(write('flinkx', { sink: { options: { batchSize: 2 } }, settings }).diagnostics).toEqual([]);
  expect(write('chunjun', { sink, settings }).diagnostics).toEqual([]);
});

describe('fractions of a second', () => {
  const warned = (type: string, columns: readonly ReturnType<typeof column>[] | '*'): unknown =>
    write('chunjun', {
      source: { columns },
      sink: { datasource: datasource('ods', { type }), columns },
    }).diagnostics;
  const fraction = (name: 'timestamp' | 'timestamptz', precision: number): ReturnType<typeof column> =>
    column(`at_${name}`, { name, precision });

  test('get lost on their way to MariaDB, which is said', () => {
    for (const name of ['timestamp', 'timestamptz'] as const)
      expect(warned('mariadb', [column('id', { name: 'int64' }), fraction(name, 3)])).toMatchObject([
        {
          code: 'SL0611',
          severity: 'warning',
          message: `\`chunjun\` writes \`at_${name}\` to MariaDB without fractions of a second`,
        },
      ]);
  });

  test('are no question without any, of other types, or on MySQL', () => {
    const decimal = column('amount', { name: 'decimal', precision: 9, scale: 2 });
    expect(warned('mariadb', [fraction('timestamp', 0), decimal, column('bare')])).toEqual([]);
    expect(warned('mariadb', '*')).toEqual([]);
    expect(warned('mysql', [fraction('timestamp', 3)])).toEqual([]);
  });
});
