import { expect, test } from 'vitest';
import { at, collect, column, pipelineNode, type Changes } from '../../../../test/support/pipeline-node.ts';
import { movementOf } from '../movement-of.ts';
import { selectList, sourceView } from './select-list.ts';
import { whereClause } from './predicate.ts';

const ID = column('id', { name: 'int64' });
const ORIGIN = column('origin', undefined, { value: "erp's" });

function selected(changes: Changes): unknown {
  const table = { columns: [{ name: 'id', type: 'BIGINT' }], primaryKey: [], options: {} };
  const sink = ['id', 'origin'].map((name) => ({ name, type: name === 'id' ? 'BIGINT' : 'STRING' }));
  const movement = movementOf(collect(pipelineNode('flink-sql', changes)));
  return selectList(movement, table, { ...table, columns: sink });
}

test('a constant is selected as a literal, said by either side', () => {
  expect(selected({ source: { columns: [ID, ORIGIN] }, sink: { columns: '*' } })).toBe("`id`, 'erp''s'");
  expect(selected({ source: { columns: [ID] }, sink: { columns: [ORIGIN] } })).toBe("`id`, 'erp''s'");
  expect(selected({ source: { columns: '*' }, sink: { columns: '*' } })).toBe('`id`, CAST(`origin` AS STRING)');
});

test('a transform reads the constants of the source, and nothing in their place', () => {
  expect(sourceView([ID, ORIGIN])).toBe("*, 'erp''s' AS `origin`");
  expect(sourceView([ID])).toBe('*');
  expect(sourceView('*')).toBe('*');
});

test('a cursor is compared as the type of its column, text as it is', () => {
  const where = (type: 'int64' | 'string'): unknown => {
    const incremental = { kind: 'incremental', column: 'id', type: { name: type }, at: at('source') } as const;
    return whereClause(movementOf(collect(pipelineNode('flink-sql', { source: { incremental } }))).source);
  };
  expect(JSON.stringify(where('int64'))).toContain(' AS BIGINT)');
  expect(JSON.stringify(where('string'))).not.toContain('CAST');
});
