import { describe, expect, test } from 'vitest';
import { at, collect, datasource, pipelineNode, type Changes } from '../../../../test/support/pipeline-node.ts';
import type { Carried, ParameterSpec } from '../../connector/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { StartNode } from '../../ir/index.ts';
import { movementOf } from '../movement-of.ts';
import { carriedValue, reportMissing } from './carried-value.ts';
import type { PluginUse } from './plugin-use.ts';

function use(side: 'source' | 'sink', changes: Changes): PluginUse & { readonly diagnostics: readonly Diagnostic[] } {
  const context = collect(pipelineNode('chunjun', changes));
  return {
    plugin: { name: 'anyplugin', parameters: {} },
    node: movementOf(context)[side],
    context,
    diagnostics: context.diagnostics,
  };
}

const text = (more: Partial<ParameterSpec> = {}): ParameterSpec => ({ type: 'string', description: 'any', ...more });

test('statements before and after the rows are lists, and absent where there are none', () => {
  const sink = use('sink', { sink: { preSql: ['DELETE FROM a'], postSql: ['ANALYZE a', 'ANALYZE b'] } });
  expect(carriedValue('preSql', text(), sink)).toEqual(['DELETE FROM a']);
  expect(carriedValue('postSql', text(), sink)).toEqual(['ANALYZE a', 'ANALYZE b']);
  expect(carriedValue('postSql', text(), use('sink', {}))).toBeUndefined();
});

test('a condition is text, a list of one, or the JSON in it', () => {
  const where = (condition: string, spec: ParameterSpec): unknown =>
    carriedValue('where', spec, use('source', { source: { where: condition } }));
  expect(where('a > 1', text())).toBe('a > 1');
  expect(where('a > 1', text({ type: 'string-list' }))).toEqual(['a > 1']);
  expect(where('{"a": 1}', text({ type: 'object' }))).toEqual({ a: 1 });
  expect(carriedValue('where', text({ type: 'string-list' }), use('source', {}))).toBeUndefined();
});

test('a file says nothing that the author does not say', () => {
  const parts: readonly Carried[] = ['path', 'file.type', 'file.delimiter', 'file.encoding', 'file.header'];
  for (const part of [...parts, 'file.compression'] as const)
    expect(carriedValue(part, text({ type: 'string-list' }), use('source', {}))).toBeUndefined();
});

test('words of a file are the engine’s, and one that it does not have is reported', () => {
  const gzip = use('source', { source: { file: { type: 'csv', compression: 'gzip' } } });
  expect(carriedValue('file.compression', text(), gzip)).toBe('gzip');
  expect(carriedValue('file.compression', text({ words: { gzip: 'GZIP' } }), gzip)).toBe('GZIP');
  expect(carriedValue('file.type', text(), gzip)).toBe('csv');
  expect(gzip.diagnostics).toEqual([]);
  expect(carriedValue('file.type', text({ words: { orc: 'orc', parquet: 'parquet' } }), gzip)).toBeUndefined();
  expect(gzip.diagnostics).toMatchObject([
    { code: 'SL0204', at: { path: ['source', 'file'] }, help: 'it knows `orc` or `parquet`' },
  ]);
});

test('a mode is the engine’s word, or yes and no', () => {
  const upsert = use('sink', { sink: { mode: 'upsert' } });
  expect(carriedValue('mode', text({ words: { upsert: 'replace' } }), upsert)).toBe('replace');
  expect(carriedValue('mode', text({ type: 'boolean', words: { upsert: 'true' } }), upsert)).toBe(true);
  expect(carriedValue('mode', text({ type: 'boolean', words: { upsert: 'false' } }), upsert)).toBe(false);
  expect(carriedValue('mode', text({ type: 'boolean', words: { append: 'true' } }), upsert)).toBeUndefined();
  expect(carriedValue('mode', text(), upsert)).toBeUndefined();
});

describe('the beginning of a stream', () => {
  const begin = (carries: Carried, spec: ParameterSpec, start: Partial<StartNode>): unknown =>
    carriedValue(carries, spec, use('source', { source: { start: { ...START, ...start } } }));

  test('is a time in seconds or milliseconds, as number or text', () => {
    expect(begin('start.time', text({ type: 'integer' }), { timeMs: 61_999 })).toBe(61_999);
    expect(begin('start.time', text({ seconds: true }), { timeMs: 61_999 })).toBe('61');
    expect(begin('start.time', text(), {})).toBeUndefined();
  });

  test('is a log number, which is a number only where all of it is digits', () => {
    expect(begin('start.lsn', text({ type: 'integer' }), { lsn: '120' })).toBe(120);
    expect(begin('start.lsn', text(), { lsn: '120' })).toBe('120');
    expect(begin('start.lsn', text({ type: 'integer' }), { lsn: '0/16B3748' })).toBe('0/16B3748');
    expect(begin('start.lsn', text({ type: 'integer' }), { lsn: 'x1' })).toBe('x1');
    expect(begin('start.lsn', text({ type: 'integer' }), {})).toBeUndefined();
  });

  test('that the engine does not know is reported with those that it knows', () => {
    const source = use('source', { source: { start: START } });
    expect(carriedValue('start.kind', text({ words: { latest: 'x', time: 'y' } }), source)).toBeUndefined();
    expect(source.diagnostics).toMatchObject([{ code: 'SL0204', help: 'it can begin at `latest` or `time`' }]);
  });
});

const START: StartNode = { kind: 'start', point: 'earliest', at: at('source', 'start') };

describe('what is missing is named in the author’s words', () => {
  const missing = (spec: ParameterSpec, sink: Changes['sink'] = {}): unknown => {
    const writer = use('sink', { sink });
    reportMissing('someKey', spec, writer);
    return writer.diagnostics[0];
  };
  const note = '`anyplugin` does not start without `someKey`';

  test('at the datasource', () => {
    const expected = { code: 'SL0203', at: { path: ['datasources', 'ods'] }, notes: [note] };
    expect(missing(text({ carries: 'datasource.jdbcUrl' }))).toMatchObject({
      ...expected,
      message: 'datasource `ods` has no `host` or `url`',
      help: 'add `host` or `url`',
    });
    expect(missing(text({ carries: 'datasource.hadoopConfig' }))).toMatchObject({ ...expected, help: 'add `hadoop`' });
    expect(
      missing(text({ carries: 'datasource.hadoopConfig' }), { datasource: datasource('ods', { type: 'hadoop' }) }),
    ).toMatchObject({ ...expected, help: 'add `properties`' });
    expect(
      missing(text({ carries: 'datasource.region' }), { datasource: datasource('ods', { type: 'hadoop' }) }),
    ).toMatchObject({ ...expected, help: 'add `region`' });
  });

  test('at the field of the pipeline, or at its options', () => {
    expect(missing(text({ carries: 'file.type' }))).toMatchObject({
      at: { path: ['sink'], part: 'key' },
      message: 'the sink has no `file`',
      help: 'add `file`',
    });
    expect(missing(text())).toMatchObject({
      at: { path: ['sink', 'options'], part: 'key' },
      message: 'the sink has no `someKey`',
      help: 'add `someKey` to `options`',
    });
  });
});
