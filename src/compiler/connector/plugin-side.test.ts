import { describe, expect, test } from 'vitest';
import { pluginConnectorSpec, pluginSide } from './plugin-side.ts';
import type { ParameterSpec, PluginSpec } from './plugin-spec.ts';

const text = (more: Partial<ParameterSpec> = {}): ParameterSpec => ({ type: 'string', description: 'any', ...more });

function side(parameters: PluginSpec['parameters'], more: Partial<PluginSpec> = {}): ReturnType<typeof pluginSide> {
  return pluginSide({ name: 'anywriter', parameters, ...more });
}

describe('fields of an author', () => {
  test('are what the parameters carry, at any depth, but for the datasource', () => {
    const { fields } = side({
      table: text({ carries: 'table' }),
      pattern: text({ carries: 'table.match' }),
      address: text({ carries: 'datasource.urlAndPath' }),
      connection: text({
        type: 'object-list',
        members: { key: text({ carries: 'key' }), host: text({ carries: 'datasource.host' }) },
      }),
    });
    expect(fields).toEqual(['table', 'path', 'key', 'mode']);
  });

  test('include the mode of a writer and the key that its plugin reads by itself', () => {
    expect(side({}, { name: 'anyreader' })).toMatchObject({ fields: [] });
    expect(side({}).fields).toEqual(['mode']);
    expect(side({}, { ownKey: true }).fields).toEqual(['mode', 'key']);
  });
});

test('modes are the plugin’s own, the words of a parameter, or appending', () => {
  const mode = { how: text(), mode: text({ carries: 'mode', words: { append: 'insert', upsert: 'replace' } }) };
  expect(side(mode).modes).toEqual(['append', 'upsert']);
  expect(side(mode, { modes: ['overwrite'] }).modes).toEqual(['overwrite']);
  expect(side({}).modes).toEqual(['append']);
  expect(side({}, { name: 'anyreader' })).not.toHaveProperty('modes');
});

test('a cursor may be of the types that the plugin compares', () => {
  expect(side({}, { incrementalTypes: ['int64'] }).incrementalTypes).toEqual(['int64']);
  expect(side({})).not.toHaveProperty('incrementalTypes');
});

describe('options of an author', () => {
  test('are what carries nothing, or may be said besides; what is printed anyway is a default', () => {
    const { options } = side({
      size: text({ required: true }),
      codec: text({ required: true, printed: 'json' }),
      table: text({ required: true, carries: 'table' }),
      compress: text({ required: true, carries: 'file.compression', alsoOption: true }),
    });
    expect(options).toEqual({
      size: { type: 'string', description: 'any', required: true },
      codec: { type: 'string', description: 'any', default: 'json' },
      compress: { type: 'string', description: 'any' },
    });
  });

  test('are the free members of a map, and a map of texts as a whole', () => {
    const members = { host: text({ carries: 'datasource.host' }), schema: text() };
    const { options, saidBy } = side({
      connection: text({ type: 'object-list', members }),
      server: text({ type: 'object', members: { host: members.host } }),
      settings: text({ type: 'text-map', members: { brokers: text({ carries: 'datasource.brokers' }) } }),
    });
    expect(options).toEqual({
      connection: { type: 'object-list', description: 'any', members: { schema: text() } },
      settings: { type: 'text-map', description: 'any' },
    });
    expect(saidBy).toEqual({ server: 'datasource' });
  });

  test('are not what a field says, which is named', () => {
    const { saidBy } = side({
      table: text({ carries: 'table' }),
      address: text({ carries: 'datasource.url' }),
      compress: text({ carries: 'file.compression', alsoOption: true }),
      free: text(),
    });
    expect(saidBy).toEqual({ table: 'table', address: 'datasource' });
  });
});

test('a connector reads of a datasource what the plugins of both sides do', () => {
  const plugin = (name: string, carries: ParameterSpec['carries']): PluginSpec => ({
    name,
    parameters: { a: text(carries === undefined ? {} : { carries }), b: text({ carries: 'datasource.host' }) },
  });
  const spec = pluginConnectorSpec({
    name: 'any',
    title: 'Any',
    description: 'any',
    datasourceTypes: ['any'],
    reader: { flinkx: plugin('anyreader', 'datasource.hosts') },
    writer: { flinkx: plugin('anywriter', 'datasource.defaultFS'), chunjun: plugin('anywriter', 'table') },
  });
  expect(spec.datasourceFields).toEqual({
    flinkx: ['hosts', 'host', 'port', 'hadoop', 'defaultFS'],
    chunjun: ['host'],
  });
  expect(spec.datasourceRequired).toBe(true);
  expect([Object.keys(spec.source), Object.keys(spec.sink)]).toEqual([['flinkx'], ['flinkx', 'chunjun']]);
});
