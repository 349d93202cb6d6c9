import { describe, expect, it } from 'vitest';
import { collect, column, pipelineNode } from '../../../../test/support/pipeline-node.ts';
import { wordsOf } from '../../../message/index.ts';
import { movementOf } from '../../targets/index.ts';
import { reportKeyPlaces } from './report-key-places.ts';

function messages(columns: readonly string[], key: readonly string[], type: string): string[] {
  const nodes = columns.map((name) => column(name, { name: 'string' }, { from: 'id' }));
  const context = collect(pipelineNode('flinkx', { sink: { columns: nodes, key, options: { type } } }));
  reportKeyPlaces(movementOf(context).sink, context);
  return context.diagnostics.map(({ message }) => wordsOf(message));
}

describe('reportKeyPlaces (FlinkX 1.11, RedisOutputFormat)', () => {
  it('one key column may stand anywhere', () => {
    expect(messages(['a', 'b', 'c'], ['c'], 'string')).toEqual([]);
    expect(messages(['a', 'b', 'c'], ['b'], 'hash')).toEqual([]);
  });

  it('several have to be the first, in order', () => {
    expect(messages(['a', 'b', 'c'], ['a', 'b'], 'list')).toEqual([]);
    for (const key of [
      ['b', 'a'],
      ['b', 'c'],
      ['a', 'c'],
    ])
      expect(messages(['a', 'b', 'c'], key, 'list')).toEqual([
        'several key columns have to be the first, in their order',
      ]);
  });

  it('a sorted set or hash takes one key column and two more', () => {
    expect(messages(['a', 'b', 'c', 'd'], ['a', 'b'], 'zset')).toEqual([
      'a sorted set or a hash takes a key of one column',
    ]);
    expect(messages(['a', 'b'], ['a'], 'hash')).toEqual(['a `hash` takes the key and two columns more']);
  });
});
