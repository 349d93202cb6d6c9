import { FIELDS_READ } from '../../src/compiler/check/engine-fields.ts';
import { syncSettings } from '../../src/compiler/check/setting-options.ts';
import {
  FLINK_OPTION_GROUPS,
  type CommonField,
  type ConnectorSpec,
  type DatasourceField,
} from '../../src/compiler/connector/index.ts';
import { supportedVersions } from '../../src/engine-versions/index.ts';
import { DATASOURCE_HINTS, PIPELINE_HINTS, PROJECT_HINTS } from './author-hints.ts';
import { withHints } from './editor-hints.ts';
import type { Snippet } from './editor-snippets.ts';
import type { Schema } from './option-schema.ts';
import { optionUnion } from './option-union.ts';

type Role = 'source' | 'sink';

/** Fields of which `check` says that a connector has no use for them, by role. */
const FIELDS: Readonly<Record<Role, readonly CommonField[]>> = {
  source: ['table', 'query', 'path', 'where', 'splitBy', 'incremental', 'start'],
  sink: ['table', 'path', 'key', 'partition', 'preSql', 'postSql'],
};

/**
 * The pipeline schema for editors: the plain shape with hints, and for each connector that a source or sink names its
 * own fields, options and modes, on whichever engine. The compiler checks against the engine of the pipeline itself.
 */
export function editorPipelineSchema(plain: Schema, connectors: readonly ConnectorSpec[]): Schema {
  const hinted = withHints(plain, PIPELINE_HINTS);
  const definitions: Record<string, Schema> = {};
  return withProperties(
    { ...hinted, definitions },
    {
      source: (source) => refine(source, 'source', connectors, definitions),
      sink: (sink) => refine(sink, 'sink', connectors, definitions),
      settings: (settings) => withProperties(settings, { options: settingOptions }),
    },
  );
}

/** The datasource schema for editors: the types that some connector serves, with what each is and which keys it has. */
export function editorDatasourceSchema(
  plain: Schema,
  connectors: readonly ConnectorSpec[],
  snippets: readonly Snippet[],
): Schema {
  const types = new Map<string, string>([['hadoop', 'A Hadoop cluster that other datasources refer to by `hadoop`.']]);
  for (const { datasourceTypes, title } of connectors)
    for (const type of datasourceTypes) types.set(type, types.get(type) ?? `${title}.`);
  const read = (type: string): readonly string[] =>
    connectors
      .filter(({ datasourceTypes }) => datasourceTypes.includes(type))
      .flatMap(({ datasourceFields }) => Object.values(datasourceFields).flat());
  const hinted = withHints(plain, { ...DATASOURCE_HINTS, '': { defaultSnippets: snippets } });
  return withProperties(
    {
      ...hinted,
      allOf: [...types.keys()].sort().map((type) =>
        // a cluster's own keys are read for those that refer to it
        whenWord('type', type, type === 'hadoop' ? {} : unread(DATASOURCE_FIELDS, read(type))),
      ),
      definitions: { unread: { deprecationMessage: 'no connector reads this key for a datasource of this type' } },
    },
    { type: (property) => wordsWithMeaning([...types].sort(), property) },
  );
}

/** The schema of sluice.yaml for editors: each type of engine with its versions, and which keys it has. */
export function editorProjectSchema(plain: Schema): Schema {
  const hinted = withHints(plain, PROJECT_HINTS);
  const names = [...new Set(Object.values(FIELDS_READ).flat())];
  const byType = Object.entries(FIELDS_READ).map(([type, fields]) =>
    whenWord('type', type, {
      ...unread([...names, 'options'], fields),
      ...(fields.includes('version') ? { version: { examples: supportedVersions(type) } } : {}),
    }),
  );
  return withProperties(
    { ...hinted, definitions: { unread: { deprecationMessage: 'an engine of this type does not use this key' } } },
    { engines: (engines) => eachMember(engines, (engine) => ({ ...engine, allOf: byType })) },
  );
}

const DATASOURCE_FIELDS: readonly DatasourceField[] = [
  'host',
  'port',
  'database',
  'url',
  'path',
  'username',
  'password',
  'brokers',
  'hosts',
  'protocol',
  'accessKey',
  'secretKey',
  'token',
  'region',
  'bucket',
  'privateKeyPath',
  'headers',
  'hadoop',
  'defaultFS',
  'timeZone',
  'properties',
];

/** Keys that are told as of no use: a warning, as `check` has one. */
function unread(fields: readonly string[], read: readonly string[]): Schema {
  const others = fields.filter((field) => !read.includes(field));
  return Object.fromEntries(others.map((field) => [field, { $ref: '#/definitions/unread' }]));
}

function refine(
  side: Schema,
  role: Role,
  connectors: readonly ConnectorSpec[],
  definitions: Record<string, Schema>,
): Schema {
  const having = connectors.filter((connector) => Object.keys(connector[role]).length > 0);
  const whichever = `${role} options`;
  definitions[whichever] = {
    title: whichever,
    ...optionUnion(
      having.flatMap(({ name, [role]: sides }) => Object.values(sides).map(({ options }) => [name, options] as const)),
    ),
  };
  for (const connector of having) {
    const owners = Object.entries(connector[role]).map(([engine, { options }]) => [engine, options] as const);
    const title = `${connector.name} ${role} options`;
    definitions[`${connector.name}.${role}`] = { title, ...optionUnion(owners) };
  }
  return {
    ...withProperties(side, {
      connector: (property) =>
        wordsWithMeaning(
          having.map(({ name, description }) => [name, description]),
          property,
        ),
    }),
    allOf: [
      when({ not: { required: ['connector'] } }, { options: optionsOf(whichever) }),
      ...having.map((connector) => whenWord('connector', connector.name, sideProperties(connector, role))),
    ],
  };
}

/** Not the reference alone: an editor that completes the key would write every default behind it. */
function optionsOf(definition: string): Schema {
  return { type: 'object', allOf: [{ $ref: `#/definitions/${definition}` }] };
}

function sideProperties(connector: ConnectorSpec, role: Role): Schema {
  const sides = Object.values(connector[role]);
  const modes = new Set(sides.flatMap((side) => side.modes ?? []));
  const refused = FIELDS[role].filter((field) => sides.every(({ fields }) => !fields.includes(field)));
  return {
    options: optionsOf(`${connector.name}.${role}`),
    ...(role === 'sink' && modes.size > 0 ? { mode: { enum: [...modes] } } : {}),
    ...Object.fromEntries(refused.map((field) => [field, false])),
  };
}

/** Blocks of FlinkX and ChunJun, and properties of Flink by their first word. */
function settingOptions(plain: Schema): Schema {
  const versions = (['flinkx', 'chunjun'] as const).flatMap((type) =>
    supportedVersions(type).map((version) => [`${type} ${version}`, syncSettings(type, version)] as const),
  );
  return {
    ...plain,
    ...optionUnion(versions),
    patternProperties: {
      [`^(?:${FLINK_OPTION_GROUPS.join('|')})[.:]`]: { type: ['string', 'number', 'boolean'] },
    },
  };
}

/** A pattern, because while a word is being typed an editor takes `const` as fulfilled by its beginning. */
function whenWord(key: string, word: string, properties: Schema): Schema {
  return when({ properties: { [key]: { type: 'string', pattern: `^${word}$` } }, required: [key] }, properties);
}

function when(condition: Schema, properties: Schema): Schema {
  // oxlint-disable-next-line unicorn/no-thenable -- a word of JSON Schema; nobody awaits a schema
  return { if: condition, then: { properties } };
}

function wordsWithMeaning(words: readonly (readonly [string, string])[], plain: Schema): Schema {
  return {
    ...plain,
    type: 'string',
    enum: words.map(([word]) => word),
    enumDescriptions: words.map(([, description]) => description),
  };
}

/** The same schema with some of its properties changed. */
function withProperties(schema: Schema, changes: Readonly<Record<string, (property: Schema) => Schema>>): Schema {
  const properties = schema['properties'] as Readonly<Record<string, Schema>>; // an object schema has them
  const changed = Object.entries(changes).map(([name, change]) => [name, change(properties[name] ?? {})]);
  return { ...schema, properties: { ...properties, ...Object.fromEntries(changed) } };
}

/** The same for the values of a mapping whose keys the author names. */
function eachMember(schema: Schema, change: (member: Schema) => Schema): Schema {
  const members = Object.entries(schema['patternProperties'] as Readonly<Record<string, Schema>>); // a record has them
  return { ...schema, patternProperties: Object.fromEntries(members.map(([name, member]) => [name, change(member)])) };
}
