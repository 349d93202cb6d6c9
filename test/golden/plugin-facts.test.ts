import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { OptionSpec, ParameterSpec } from '../../src/compiler/connector/index.ts';
import { loadPlugins } from '../../src/compiler/connectors/load-plugins.ts';

/**
 * Every reader and writer that FlinkX 1.11 and ChunJun 1.16 build for jobs in JSON, with every key that its
 * code reads, and the JSON it is read as: listed from the engines' code apart from the specs, so that the
 * specs can be held against it.
 */
const FACTS = JSON.parse(await readFile(new URL('plugin-facts.json', import.meta.url), 'utf8')) as Record<
  string,
  Record<string, Record<string, string>>
>;

/** Keys that the engine reads and then does nothing with, or nothing good: a spec that had them would mislead. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'no upsert there, so nothing looks at it': [
    'greenplumwriter.updateKey',
    'clickhousewriter.updateKey',
    'saphanawriter.updateKey',
    'teradatawriter.updateKey',
    'greenplumwriter.uniqueKey',
    'clickhousewriter.uniqueKey',
  ],
  'read into a field that nothing uses': [
    'kafkareader.encoding',
    'kafka10reader.encoding',
    'kafka11reader.encoding',
    'pulsarwriter.tableFields',
    'odpswriter.project',
    'elasticsearch6reader.keyDelimiter',
    'elasticsearch7reader.keyDelimiter',
    'kudureader.kerberos',
    'kuduwriter.kerberos',
    'doriswriter.url',
    'doriswriter.loadProperties',
    'starrockswriter.writeMode',
    'hudiwriter.writeMode',
    'hudiwriter.compress',
  ],
  'read beside `parameter`, not in it': ['sqlservercdcreader.pollInterval'],
  'inherited from the reader of one table; a read of shards looks at none of them': [
    'mysqldreader.connection[].schema',
    'mysqldreader.customSql',
    'mysqldreader.orderByColumn',
    'mysqldreader.splitStrategy',
    'mysqldreader.increColumn',
    'mysqldreader.startLocation',
    'mysqldreader.useMaxFunc',
    'mysqldreader.polling',
    'mysqldreader.pollingFromMax',
    'mysqldreader.pollingInterval',
    'mysqldreader.isOrderBy',
    'mysqldreader.initReporter',
    'mysqldreader.withNoLock',
    'mysqldreader.defineColumnTypeForStatement',
  ],
};
const leftOut = new Set(Object.values(LEFT_OUT).flat());

/** What a spec may say of a key that is read as this; a list and a map can be described closer. */
const FITTING: Readonly<Record<string, readonly OptionSpec['type'][]>> = {
  string: ['string'],
  integer: ['integer'],
  boolean: ['boolean'],
  'string-list': ['string-list'],
  'integer-list': ['integer-list', 'list'],
  'object-list': ['object-list'],
  'text-map': ['text-map'],
  map: ['object', 'text-map'],
  list: ['list', 'string-list', 'object-list'],
};

describe.each([
  ['flinkx-1.11', 'flinkx', 73],
  ['chunjun-1.16', 'chunjun', 82],
] as const)('%s', async (version, target, count) => {
  const plugins = await loadPlugins(target);
  const facts = Object.entries(FACTS[version] ?? {});

  test('all its plugins are there', () => {
    expect(facts.length).toBe(count);
    expect(facts.map(([name]) => name).filter((name) => !plugins.has(name))).toEqual([]);
  });

  test.each(facts)('%s reads what its spec says', (name, keys) => {
    const parameters = plugins.get(name)?.plugin.parameters ?? {};
    const wrong = Object.entries(keys).flatMap(([key, type]) => {
      if (leftOut.has(`${name}.${key}`)) return [];
      const spec = parameterAt(parameters, key);
      if (spec === undefined) return [`${key} is missing`];
      const types = [spec.type, ...(spec.alsoTakes ?? [])];
      return (FITTING[type]?.some((fitting) => types.includes(fitting)) ?? true)
        ? []
        : [`${key} is ${spec.type}, not ${type}`];
    });
    expect(wrong).toEqual([]);
  });
});

test('what is left out is missing indeed', async () => {
  const [flinkx, chunjun] = await Promise.all([loadPlugins('flinkx'), loadPlugins('chunjun')]);
  for (const each of leftOut) {
    const [name = '', key = ''] = each.split(/\.(.*)/);
    const has = [flinkx, chunjun].map((plugins) => parameterAt(plugins.get(name)?.plugin.parameters ?? {}, key));
    expect({ each, missing: has.some((spec) => spec === undefined) }).toEqual({ each, missing: true });
  }
});

/** `connection[].table` is the member `table` of `connection`. */
function parameterAt(parameters: Readonly<Record<string, ParameterSpec>>, key: string): ParameterSpec | undefined {
  let members: Readonly<Record<string, ParameterSpec>> | undefined = parameters;
  let spec: ParameterSpec | undefined;
  for (const step of key.replaceAll('[]', '').split('.')) {
    spec = members !== undefined && Object.hasOwn(members, step) ? members[step] : undefined;
    members = spec?.members;
  }
  return spec;
}
