import { describe, expect, it } from 'vitest';
import { pipelineNode } from '../../../test/support/pipeline-node.ts';
import type { EngineNode } from '../ir/index.ts';
import { wordsOf } from '../../message/index.ts';
import { settingOptions } from './setting-options.ts';

/** Codes and places of what the rule finds in `settings.options`. */
function found(type: EngineNode['type'], version: string, options: Record<string, unknown>): string[] {
  const node = pipelineNode(type);
  const pipeline = { ...node, engine: { ...node.engine, version }, settings: { ...node.settings, options } };
  const context = { spec: () => undefined, connectorNames: [] };
  return [...settingOptions.check(pipeline, context)].map(({ code, at, help }) =>
    `${code} ${at.path.slice(node.settings.at.path.length + 1).join('/')} ${help ? wordsOf(help) : ''}`.trim(),
  );
}

describe('settingOptions', () => {
  it('takes the blocks of each version', () => {
    const blocks = { log: { isLogger: true, level: 'debug' }, restart: { strategy: 'failureRate', failureRate: 3 } };
    expect(found('flinkx', '1.11', { ...blocks, rebalance: true })).toEqual([]);
    expect(found('chunjun', '1.12', { ...blocks, metricPluginConf: { pluginName: 'prometheus' } })).toEqual([]);
    expect(found('chunjun', '1.16', { metricPluginConfig: { pluginName: 'prometheus' } })).toEqual([]);
    expect(found('chunjun', '1.16', { ...blocks }).map((each) => each.split(' ')[0])).toEqual(['SL0604', 'SL0604']);
    expect(found('chunjun', '1.16', { metricPluginConf: {} })).toEqual([
      'SL0604 metricPluginConf did you mean `metricPluginConfig`?',
    ]);
  });

  it('knows every key of a block, and its type', () => {
    expect(found('flinkx', '1.11', { log: { isLoger: true } })).toEqual([
      'SL0604 log/isLoger did you mean `isLogger`?',
    ]);
    expect(found('flinkx', '1.11', { log: { isLogger: 'true' } })).toEqual([
      'SL0605 log/isLogger write it without quotes: `true`',
    ]);
    expect(found('flinkx', '1.11', { restart: { strategy: 'always' } })).toEqual(['SL0605 restart/strategy']);
    expect(found('flinkx', '1.11', { speed: { channel: 2 } })).toHaveLength(1);
  });

  it('knows the blocks of the content, which are ChunJun’s alone', () => {
    const blocks = {
      nameMapping: { sourceName: 'mysql', casing: 'UPPER', identifierMappings: { 'a\\.b': 'c.${tableName}' } },
      restoration: { skipDDL: false, ddl: { type: 'mysql', fetchInterval: 10, properties: { database: 'ddl' } } },
      restore: { maxRowNumForCheckpoint: 100 },
    };
    for (const version of ['1.12', '1.16']) expect(found('chunjun', version, blocks)).toEqual([]);
    expect(found('flinkx', '1.11', blocks)).toEqual([
      'SL0609 nameMapping leave it out, or name an engine of type `chunjun`',
      'SL0609 restoration leave it out, or name an engine of type `chunjun`',
    ]);
    expect(found('chunjun', '1.16', { nameMapping: { casing: 'upper' }, restoration: { batchSize: 1 } })).toEqual([
      'SL0605 nameMapping/casing did you mean `UPPER`?',
      'SL0604 restoration/batchSize did you mean `bathSize`?',
    ]);
    expect(found('flinkx', '1.11', { restore: { isStream: true } })).toEqual([
      'SL0604 restore/isStream it has `maxRowNumForCheckpoint`',
    ]);
  });

  it('finds properties of the launch that nobody reads', () => {
    const chunjun = (confProp: Record<string, unknown>): string[] => found('chunjun', '1.16', { confProp });
    expect(
      chunjun({
        'chunjun.dirty-data.max-rows': '-1',
        'chunjun.dirty-data.log.print-interval': 5,
        'execution.checkpointing.interval': 60_000,
        'state.backend': 'rocksdb',
        'restart-strategy': 'none',
      }),
    ).toEqual([]);
    expect(chunjun({ 'chunjun.dirty-data.maxrows': 1 })).toEqual([
      'SL0660 confProp/chunjun.dirty-data.maxrows did you mean `chunjun.dirty-data.max-rows`?',
    ]);
    expect(chunjun({ 'exection.savepoint.path': '/x' })).toEqual([
      'SL0660 confProp/exection.savepoint.path did you mean `execution.savepoint.path`?',
    ]);
    expect(chunjun({ 'state.backend': ['a'] })).toEqual(['SL0605 confProp/state.backend']);
    expect(chunjun({ 'chunjun.delay_period_mill': 0 })).toEqual(['SL0605 confProp/chunjun.delay_period_mill']);
    expect(found('flinkx', '1.11', { confProp: { 'flink.checkpoint.intervall': 1 } })).toEqual([
      'SL0660 confProp/flink.checkpoint.intervall did you mean `flink.checkpoint.interval`?',
    ]);
  });

  it('looks at the first word of what Flink SQL is told to SET', () => {
    expect(
      found('flink-sql', '1.20', { 'table.exec.mini-batch.enabled': true, 'pipeline.max-parallelism': 8 }),
    ).toEqual([]);
    expect(found('flink-sql', '1.20', { 'tabel.exec.mini-batch.enabled': true })).toEqual([
      'SL0660 tabel.exec.mini-batch.enabled did you mean `table.exec.mini-batch.enabled`?',
    ]);
  });
});
