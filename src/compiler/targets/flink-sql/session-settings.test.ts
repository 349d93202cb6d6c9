import { expect, test } from 'vitest';
import { at, collect, column, pipelineNode, type Changes } from '../../../../test/support/pipeline-node.ts';
import { sessionSettings } from './session-settings.ts';

const settings = (changes: Changes): Readonly<Record<string, string>> =>
  sessionSettings(collect(pipelineNode('flink-sql', changes)), false);

test('the time zone is said where a result depends on it', () => {
  const zone = { 'table.local-time-zone': 'Asia/Shanghai' };
  const moment = column('seen_at', { name: 'timestamptz', precision: 3 });
  const id = column('id', { name: 'int64' });
  expect(settings({ source: { columns: [id, moment] } })).toMatchObject(zone);
  expect(settings({ source: { columns: [id] }, sink: { columns: [id, moment] } })).toMatchObject(zone);
  expect(settings({ source: { columns: '*' }, transform: 'select now()' })).toMatchObject(zone);
  for (const columns of ['*', [id]] as const)
    expect(settings({ source: { columns } })).not.toHaveProperty('table.local-time-zone');
});

test('settings of the author are texts, and anything else is reported', () => {
  const options = { 'a.text': 'x', 'a.number': 3, 'a.switch': false };
  expect(settings({ settings: { options } })).toMatchObject({ 'a.text': 'x', 'a.number': '3', 'a.switch': 'false' });
  const context = collect(pipelineNode('flink-sql', { settings: { options: { 'a.map': { b: 1 } } } }));
  expect(sessionSettings(context, false)).not.toHaveProperty('a.map');
  expect(context.diagnostics).toMatchObject([{ code: 'SL0605', at: at('settings', 'options', 'a.map') }]);
});
