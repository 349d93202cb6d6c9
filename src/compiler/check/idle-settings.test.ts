import { describe, expect, it } from 'vitest';
import { pipelineNode, type Changes } from '../../../test/support/pipeline-node.ts';
import { pluginSide, type ConnectorSpec } from '../connector/index.ts';
import { idleSettings } from './idle-settings.ts';

/** Codes and places of what the rule finds where the plugin reads. */
function found(reader: string, settings: Changes['settings'], version = '1.16'): string[] {
  const spec: ConnectorSpec = {
    name: 'any',
    title: 'Any',
    description: 'Any rows.',
    datasourceTypes: [],
    datasourceRequired: false,
    datasourceFields: {},
    source: { chunjun: pluginSide({ name: reader, parameters: {} }) },
    sink: {},
  };
  const node = pipelineNode('chunjun', { settings: settings ?? {}, version });
  const context = { spec: () => spec, connectorNames: [] };
  return [...idleSettings.check(node, context)].map(({ code, at }) => `${code} ${at.path.slice(2).join('/')}`);
}

const mapping = (sourceName?: string): Changes['settings'] => ({
  options: { nameMapping: { casing: 'UPPER', ...(sourceName === undefined ? {} : { sourceName }) } },
});

describe('idleSettings', () => {
  it('finds a mapping of names that ChunJun never looks at', () => {
    for (const reader of ['binlogreader', 'oraclelogminerreader', 'sqlservercdcreader', 'pgwalreader'])
      expect(found(reader, mapping()), reader).toEqual([]);
    expect(found('kafkareader', mapping('mysql'))).toEqual([]);
    for (const [reader, sourceName] of [
      ['mysqlreader'],
      ['kafkareader'],
      ['kafkareader', ' '],
      ['binlogreader', 'binlog'],
    ])
      expect(found(reader ?? '', mapping(sourceName)), reader).toEqual(['SL0661 nameMapping']);
  });

  it('finds a restoration without both stores', () => {
    const store = { type: 'mysql' };
    expect(found('binlogreader', { options: { restoration: { ddl: store, cache: store } } })).toEqual([]);
    expect(found('binlogreader', { options: { restoration: { ddl: store } } })).toEqual(['SL0661 restoration']);
    expect(found('binlogreader', { options: { restoration: { cache: store } } })).toEqual(['SL0661 restoration']);
  });

  it('finds numbers that ChunJun does not look at', () => {
    expect(found('mysqlreader', { options: { restore: { maxRowNumForCheckpoint: 9 } } })).toEqual([
      'SL0661 restore/maxRowNumForCheckpoint',
    ]);
    const confProp = { 'chunjun.delay_period_mill': 5 };
    expect(found('mysqlreader', { options: { confProp } }, '1.12')).toEqual([
      'SL0661 confProp/chunjun.delay_period_mill',
    ]);
    expect(found('mysqlreader', { options: { confProp } })).toEqual([]);
  });

  it('finds a limit that is given twice', () => {
    const options = { confProp: { 'chunjun.dirty-data.max-rows': 5 } };
    expect(found('mysqlreader', { options })).toEqual([]);
    const twice = ['SL0662 confProp/chunjun.dirty-data.max-rows'];
    expect(found('mysqlreader', { options, errorRows: 3 })).toEqual(twice);
    expect(found('mysqlreader', { options, errorPercent: 100 })).toEqual(twice);
  });
});
