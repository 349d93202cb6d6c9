import { expect, test } from 'vitest';
import { column, collect, pipelineNode, type Changes } from '../../../../test/support/pipeline-node.ts';
import { movementOf } from '../movement-of.ts';
import { alignColumns } from './align-columns.ts';

const ID = column('id', { name: 'int64' });
const NOTE = column('note', undefined, { nativeType: 'MEDIUMTEXT' });

function align(changes: Changes, target: 'flinkx' | 'chunjun' = 'flinkx'): ReturnType<typeof alignColumns> {
  const { pipeline, ...context } = collect(pipelineNode(target, changes));
  return alignColumns(movementOf({ pipeline, ...context }), pipeline);
}

test('columns that only the engine needs follow the others once, listed or not', () => {
  const changes: Changes = {
    source: { columns: [ID, NOTE], splitBy: 'shard' },
    sink: { columns: [{ ...column('remark'), from: 'note' }] },
    settings: { resumeColumn: 'id' },
  };
  const { reader, writer } = align(changes, 'chunjun');
  expect(reader).toMatchObject([NOTE, { kind: 'column', name: 'shard', at: { path: ['source'] } }, ID]);
  expect(reader).toHaveLength(3);
  // FlinkX splits by any expression, and writes every column that it reads
  expect(align(changes).reader).toEqual([NOTE, ID]);
  expect(writer).toMatchObject([{ name: 'remark', nativeType: 'MEDIUMTEXT' }]);
});

test('a type of the sink’s own keeps out the native one of the source, and a constant has none', () => {
  const { writer } = align({
    source: { columns: [ID, NOTE] },
    sink: {
      columns: [
        { ...column('a', { name: 'string' }, { comment: 'why' }), from: 'note' },
        { ...column('id'), value: 'x' },
      ],
    },
  });
  expect(writer).toEqual([
    { kind: 'column', name: 'a', at: { ...ID.at, path: ['columns', 'a'] }, type: { name: 'string' }, comment: 'why' },
    { kind: 'column', name: 'id', at: ID.at },
  ]);
});
