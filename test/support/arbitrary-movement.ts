import * as fc from 'fast-check';
import {
  allParameters,
  type Carried,
  type ConnectorSpec,
  type OptionSpec,
  type ParameterSpec,
  type PluginSpec,
  type SideSpec,
} from '../../src/compiler/connector/index.ts';
import type { ColumnType } from '../../src/compiler/ir/index.ts';
import { typeWord } from '../../src/compiler/targets/index.ts';

type Engine = 'flinkx' | 'chunjun';
type Plain = Record<string, unknown>;

/** One pipeline with the datasources that it needs, as the plain values of their files. */
export interface Movement {
  readonly pipeline: Plain;
  readonly datasources: readonly Plain[];
}

/**
 * Pipelines that are right by the specs alone: any connector that reads on an engine, into any that writes
 * there, with any of its fields and options inside their limits.
 */
export function arbitraryMovement(source: ConnectorSpec, sink: ConnectorSpec, engine: Engine): fc.Arbitrary<Movement> {
  const reader = sideOf(source, 'source', engine);
  const writer = sideOf(sink, 'sink', engine);
  const endless = reader.plugin?.endless === true;
  return fc
    .record({
      source: arbitrarySource(reader, endless, typesOf([reader, writer])).map((read) =>
        [reader, writer].some(({ plugin }) => plugin?.columnNames !== undefined) ? inFamily(read) : read,
      ),
      sink: arbitrarySink(writer),
      settings: arbitrarySettings(reader, writer, engine),
      sourceConnection: arbitraryDatasource('from', source, engine),
      sinkConnection: arbitraryDatasource('into', sink, engine),
    })
    .map(({ source: read, sink: write, settings, sourceConnection, sinkConnection }) => ({
      pipeline: {
        name: 'any',
        schedule: endless ? 'continuous' : 'manual',
        source: { connector: source.name, ...(sourceConnection === undefined ? {} : { datasource: 'from' }), ...read },
        sink: { connector: sink.name, ...(sinkConnection === undefined ? {} : { datasource: 'into' }), ...write },
        settings,
      },
      datasources: [sourceConnection, sinkConnection].filter((each) => each !== undefined),
    }));
}

function sideOf(spec: ConnectorSpec, role: 'source' | 'sink', engine: Engine): SideSpec {
  const side = spec[role][engine];
  if (side === undefined) throw new Error(`${spec.name} is no ${role} on ${engine}`);
  return side;
}

const TYPES: Readonly<Record<string, ColumnType>> = {
  int32: { name: 'int32' },
  int64: { name: 'int64' },
  string: { name: 'string' },
  timestamp: { name: 'timestamp', precision: 0 },
  'decimal(18,2)': { name: 'decimal', precision: 18, scale: 2 },
  bool: { name: 'bool' },
  float64: { name: 'float64' },
  date: { name: 'date' },
};

/** The types that all plugins of a movement take. */
function typesOf(sides: readonly SideSpec[]): readonly string[] {
  const words = sides.map(({ plugin }) => plugin?.typeWords ?? 'plain');
  return Object.entries(TYPES).flatMap(([text, type]) =>
    words.every((each) => typeWord(each, type, true) !== undefined) ? [text] : [],
  );
}

/** The same columns on both sides, so that counts fit; the first is a whole number and the key. */
function columnsOf(types: readonly string[]): fc.Arbitrary<readonly Plain[]> {
  return fc
    .uniqueArray(fc.constantFrom('amount', 'note', 'updated_at', 'flag'), { maxLength: 4 })
    .chain((names) =>
      fc
        .tuple(...names.map(() => fc.constantFrom(...types)))
        .map((chosen) => [
          { name: 'id', type: 'int64' },
          ...names.map((name, index) => ({ name, type: chosen[index] ?? 'string' })),
        ]),
    );
}

/** HBase has its columns in families, so the names of both sides are of that form. */
function inFamily(source: Plain): Plain {
  const columns = source['columns'] as readonly Plain[] | undefined; // as `columnsOf` gives them
  if (columns === undefined) return source;
  return { ...source, columns: columns.map((column) => ({ ...column, name: `cf:${String(column['name'])}` })) };
}

function arbitrarySource(side: SideSpec, endless: boolean, types: readonly string[]): fc.Arbitrary<Plain> {
  const has = (field: SideSpec['fields'][number]): boolean => side.fields.includes(field);
  return fc
    .record({
      options: optionsOf(side).map((options) => (endless ? options : withoutPolling(options))),
      ...(has('table') ? { table: name } : has('path') ? { path: arbitraryPath(side.plugin, '/data/in') } : {}),
      ...(has('columns') ? { columns: columnsOf(types) } : {}),
      ...(has('where') ? { where: option(conditionOf(side)) } : {}),
      ...(has('splitBy') ? { splitBy: fc.constant('id') } : {}),
      ...(has('incremental') && !endless && side.incrementalTypes?.includes('int64') === true
        ? { incremental: option(fc.constant({ column: 'id' })) }
        : {}),
      ...(has('file') ? { file: fileOf(side) } : {}),
    })
    .map(withoutNothing);
}

/** A read that polls never ends, and these pipelines are no streams. */
function withoutPolling(options: Plain): Plain {
  return Object.fromEntries(Object.entries(options).filter(([key]) => !key.startsWith('polling')));
}

function arbitrarySink(side: SideSpec): fc.Arbitrary<Plain> {
  const has = (field: SideSpec['fields'][number]): boolean => side.fields.includes(field);
  return fc
    .record({
      options: optionsOf(side),
      mode: fc.constantFrom(...(side.modes ?? ['append'])),
      ...(has('table') ? { table: name } : has('path') ? { path: arbitraryPath(side.plugin, '/data/out') } : {}),
      ...(has('preSql') ? { preSql: option(fc.constant(['delete from t where id = 0'])) } : {}),
      ...(has('partition') ? { partition: option(fc.constant('pt=20260101')) } : {}),
      ...(has('file') ? { file: fileOf(side) } : {}),
    })
    .map((sink) =>
      withoutNothing({
        ...sink,
        ...(has('key') && needsKey(sink['mode'], side)
          ? { key: [side.plugin?.columnNames === undefined ? 'id' : 'cf:id'] }
          : {}),
      }),
    );
}

/** A condition in SQL, or JSON where the plugin takes an object. */
function conditionOf(side: SideSpec): fc.Arbitrary<string> {
  return parameterOf(side.plugin, 'where')?.type === 'object'
    ? fc.constantFrom('{"term": {"id": 1}}', '{"match_all": {}}')
    : fc.constantFrom('id > 1', "note = 'a'", 'id = 1 or id = 2');
}

/** Options that fit each other where the plugin says which do. */
function optionsOf({ options, plugin }: SideSpec): fc.Arbitrary<Plain> {
  const needed = (plugin?.needsOneOf ?? []).map(([first]) => first);
  return arbitraryOptions(options, needed).map((chosen) => {
    const fitting = { ...chosen };
    for (const { option: key, is, other, values } of plugin?.pairs ?? [])
      if (fitting[key] === is) fitting[other] = values[0];
    return fitting;
  });
}

function needsKey(mode: unknown, { plugin }: SideSpec): boolean {
  const isRequired = parameterOf(plugin, 'key')?.required ?? parameterOf(plugin, 'key.index')?.required;
  return mode === 'upsert' || mode === 'replace' || isRequired === true;
}

/** File types by the words that the plugin has for them. */
function fileOf(side: SideSpec): fc.Arbitrary<Plain> {
  const types = allParameters(side.plugin?.parameters ?? {}).find(({ carries }) => carries === 'file.type')?.words;
  const type = types === undefined ? fc.constant(undefined) : fc.constantFrom(...Object.keys(types));
  return type.map((word) => ({ type: word ?? 'csv' }));
}

function arbitrarySettings(reader: SideSpec, writer: SideSpec, engine: Engine): fc.Arbitrary<Plain> {
  const most = Math.min(reader.plugin?.maximumParallelism ?? 4, writer.plugin?.maximumParallelism ?? 4);
  const rows = fc.record({ rows: fc.nat({ max: 1000 }) });
  return fc
    .record({
      parallelism: fc.integer({ min: 1, max: reader.fields.includes('splitBy') ? most : 1 }),
      rateLimit: option(fc.constantFrom('10MB/s', '512KB/s')),
      errorLimit: option(engine === 'flinkx' ? fc.oneof(rows, fc.constant({ percent: 0.5 })) : rows),
    })
    .map(withoutNothing);
}

function arbitraryDatasource(called: string, spec: ConnectorSpec, engine: Engine): fc.Arbitrary<Plain | undefined> {
  const [type] = spec.datasourceTypes;
  if (type === undefined) return fc.constant(undefined);
  const read = spec.datasourceFields[engine] ?? [];
  const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    host: fc.constant('db.example'),
    port: option(fc.integer({ min: 1, max: 65_535 })),
    database: fc.constant('shop'),
    username: fc.constant('sync'),
    password: fc.constant('${secret:env/PASSWORD}'),
    accessKey: fc.constant('${secret:env/ACCESS_KEY}'),
    secretKey: fc.constant('${secret:env/SECRET_KEY}'),
    token: fc.constant('${secret:env/TOKEN}'),
    brokers: fc.constant(['kafka-1.example:9092', 'kafka-2.example:9092']),
    region: fc.constant('north-1'),
    bucket: fc.constant('shop'),
    protocol: fc.constantFrom(...protocolsOf(spec, engine)),
    defaultFS: fc.constant('hdfs://ns1'),
    properties: fc.dictionary(fc.constantFrom('connectTimeout', 'tcpKeepAlive'), fc.constantFrom('1000', true, 7), {
      maxKeys: 2,
    }),
  };
  const plugins = [spec.source[engine]?.plugin, spec.sink[engine]?.plugin];
  const own: Record<string, fc.Arbitrary<unknown>> = {};
  for (const field of read) {
    const value = values[field];
    const isRefused = type === 'kafka' && (field === 'username' || field === 'password'); // read to say why not
    if (value !== undefined && !isRefused) own[field] = value;
  }
  // a connector that knows an address only as one, or servers only as a list
  if (read.includes('url') && !read.includes('host')) own['url'] = fc.constant('http://db.example:8080/shop');
  const hasOthers = plugins.some((plugin) => parameterOf(plugin, 'datasource.otherHosts') !== undefined);
  if (plugins.some((plugin) => parameterOf(plugin, 'datasource.port')?.required === true))
    own['port'] = fc.constant(1234);
  if (plugins.some((plugin) => parameterOf(plugin, 'datasource.hadoopConfig')?.required === true))
    own['properties'] = fc.constant({ 'dfs.nameservices': 'ns1' });
  if (plugins.some((plugin) => parameterOf(plugin, 'datasource.database')?.type === 'integer'))
    own['database'] = fc.constant('2');
  if (read.includes('hosts') && (!read.includes('host') || hasOthers)) own['hosts'] = fc.constant(['db.example:1234']);
  return fc.record(own).map((fields) => withoutNothing({ name: called, type, ...fields }));
}

function protocolsOf(spec: ConnectorSpec, engine: Engine): readonly string[] {
  const plugins = [spec.source[engine]?.plugin, spec.sink[engine]?.plugin];
  const known = plugins.flatMap((plugin) => parameterOf(plugin, 'datasource.protocol')?.values ?? []);
  return known.length === 0 ? ['sftp'] : known;
}

/** A folder, with the beginning that the plugin wants. */
function arbitraryPath(plugin: PluginSpec | undefined, folder: string): fc.Arbitrary<string> {
  const start = parameterOf(plugin, 'path')?.startsWith ?? '';
  return fc.constantFrom(`${start}${folder}`, `${start}/data/2026`);
}

const name = fc.constantFrom('orders', 'erp.orders', 'ods_2026');

function parameterOf(plugin: PluginSpec | undefined, carried: Carried): ParameterSpec | undefined {
  return allParameters(plugin?.parameters ?? {}).find(({ carries }) => carries === carried);
}

function arbitraryOptions(
  specs: Readonly<Record<string, OptionSpec>>,
  needed: readonly (string | undefined)[] = [],
): fc.Arbitrary<Plain> {
  const chosen = Object.entries(specs).filter(([, { secret }]) => secret !== true);
  return fc
    .record(
      Object.fromEntries(
        chosen.map(([key, spec]) => [
          key,
          spec.required === true || needed.includes(key) ? arbitraryOption(spec) : option(arbitraryOption(spec), 3),
        ]),
      ),
    )
    .map(withoutNothing);
}

function arbitraryOption(spec: OptionSpec): fc.Arbitrary<unknown> {
  const { minimum = 0, maximum = 1000, values } = spec;
  switch (spec.type) {
    case 'string':
      if (spec.pattern !== undefined) return fc.stringMatching(new RegExp(`^(?:${spec.pattern})$`, 'u'));
      return values === undefined ? fc.constantFrom('a', 'one two') : fc.constantFrom(...values);
    case 'integer':
      if (spec.powerOfTwo === true) return fc.constantFrom(1, 256, 1024);
      return fc.integer({ min: minimum, max: Math.max(minimum, maximum) });
    case 'number':
      return fc.constantFrom(minimum, Math.max(minimum, Math.min(maximum, 1.5)));
    case 'boolean':
      return fc.boolean();
    case 'string-list':
      return values === undefined ? fc.constantFrom(['a'], ['a', 'b']) : fc.constant([...values]);
    case 'integer-list':
      return fc.constantFrom([0], [0, 1]);
    case 'text-map':
      return fc.constantFrom({ a: 'b' }, { a: true, b: 2181 });
    case 'object':
      return spec.members === undefined ? fc.constantFrom({ a: 'b' }) : arbitraryOptions(spec.members);
    case 'object-list':
      return (spec.members === undefined ? fc.constant({ a: 'b' }) : arbitraryOptions(spec.members)).map((each) => [
        each,
      ]);
    case 'list':
      return fc.constantFrom(['a'], ['1']);
    case 'any':
      return fc.constantFrom(['10'], [10]);
    default:
      return spec.type satisfies never;
  }
}

function option<T>(value: fc.Arbitrary<T>, freq = 1): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined, freq });
}

function withoutNothing(fields: Plain): Plain {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
