import { expect, test } from 'vitest';
import { collect, datasource, pipelineNode } from '../../../../test/support/pipeline-node.ts';
import type { DatasourceNode, SinkNode } from '../../ir/index.ts';
import { movementOf } from '../../targets/index.ts';
import { reportBatchOfReplaced, reportUnusedLogin } from './check-side.ts';

function codes(report: typeof reportBatchOfReplaced, sink: Partial<SinkNode>): string[] {
  const context = collect(pipelineNode('chunjun', { sink }));
  report(movementOf(context).sink, context);
  return context.diagnostics.map(({ code }) => code);
}

test('documents that are replaced go one at a time', () => {
  const found = (mode: SinkNode['mode'], batchSize: unknown): string[] =>
    codes(reportBatchOfReplaced, { mode, options: { batchSize } });
  expect(found('upsert', 2)).toEqual(['SL0650']);
  expect(found('upsert', 1)).toEqual([]);
  expect(found('upsert', undefined)).toEqual([]);
  expect(found('append', 2)).toEqual([]);
});

test('a user beside an address is never sent', () => {
  const found = (more: Partial<DatasourceNode>): string[] =>
    codes(reportUnusedLogin, { datasource: datasource('docs', more) });
  const { username: _username, ...anonymous } = datasource('docs', { url: 'mongodb://a' });
  expect(found({ url: 'mongodb://a' })).toEqual(['SL0205']);
  expect(found({})).toEqual([]);
  expect(codes(reportUnusedLogin, { datasource: anonymous })).toEqual([]);
});
