import type { ConnectorSpec, SideSpec } from '../../src/compiler/connector/index.ts';
import { optionsSchema, type Schema } from './option-schema.ts';

type Role = 'source' | 'sink';

/**
 * The pipeline schema for editors: the plain shape, and for each connector that a source or sink names its
 * own options and modes, on whichever engine. The compiler checks against the engine of the pipeline itself.
 */
export function editorPipelineSchema(plain: Schema, connectors: readonly ConnectorSpec[]): Schema {
  const definitions: Record<string, Schema> = {};
  const properties = plain['properties'] as Readonly<Record<string, Schema>>; // an object schema has them
  return {
    ...plain,
    properties: {
      ...properties,
      source: refine(properties['source'] ?? {}, 'source', connectors, definitions),
      sink: refine(properties['sink'] ?? {}, 'sink', connectors, definitions),
    },
    definitions,
  };
}

/** The datasource schema for editors: the types that some connector serves, with what each is. */
export function editorDatasourceSchema(plain: Schema, connectors: readonly ConnectorSpec[]): Schema {
  const types = new Map<string, string>([['hadoop', 'A Hadoop cluster that other datasources refer to by `hadoop`.']]);
  for (const { datasourceTypes, title } of connectors)
    for (const type of datasourceTypes) types.set(type, types.get(type) ?? `${title}.`);
  const properties = plain['properties'] as Readonly<Record<string, Schema>>; // an object schema has them
  return { ...plain, properties: { ...properties, type: wordsWithMeaning([...types].sort(), properties['type']) } };
}

function refine(
  side: Schema,
  role: Role,
  connectors: readonly ConnectorSpec[],
  definitions: Record<string, Schema>,
): Schema {
  const having = connectors.filter((connector) => Object.keys(connector[role]).length > 0);
  const properties = side['properties'] as Readonly<Record<string, Schema>>; // as above
  const names = having.map(({ name, description }) => [name, description] as const);
  return {
    ...side,
    properties: { ...properties, connector: wordsWithMeaning(names, properties['connector']) },
    allOf: [
      when({ not: { required: ['connector'] } }, { options: { propertyNames: { enum: optionNames(having, role) } } }),
      ...having.map((connector) =>
        when(
          { properties: { connector: { const: connector.name } }, required: ['connector'] },
          sideProperties(connector, role, definitions),
        ),
      ),
    ],
  };
}

function when(condition: Schema, properties: Schema): Schema {
  // oxlint-disable-next-line unicorn/no-thenable -- a word of JSON Schema; nobody awaits a schema
  return { if: condition, then: { properties } };
}

/** Where only the datasource says the connector, an option is at least one of some connector. */
function optionNames(connectors: readonly ConnectorSpec[], role: Role): string[] {
  const sides = connectors.flatMap((connector) => Object.values(connector[role]));
  const names = sides.flatMap(({ options }) => Object.entries(options));
  return [...new Set(names.flatMap(([name, { secret }]) => (secret === true ? [] : [name])))].sort();
}

function sideProperties(connector: ConnectorSpec, role: Role, definitions: Record<string, Schema>): Schema {
  const sides = Object.entries(connector[role]);
  const modes = new Set(sides.flatMap(([, side]) => side.modes ?? []));
  return {
    options: oneOfSides(connector.name, role, sides, definitions),
    ...(role === 'sink' && modes.size > 0 ? { mode: { enum: [...modes] } } : {}),
  };
}

/** Engines whose options are the same share one definition. */
function oneOfSides(
  connector: string,
  role: Role,
  sides: readonly (readonly [string, SideSpec])[],
  definitions: Record<string, Schema>,
): Schema {
  const byText = new Map<string, string>();
  for (const [engine, side] of sides) {
    const schema = optionsSchema(side.options);
    const text = JSON.stringify(schema);
    if (byText.has(text)) continue;
    const name = `${connector}.${role}.${engine}`;
    byText.set(text, name);
    definitions[name] = { title: `${connector} ${role} on ${engine}`, ...schema };
  }
  const references = [...byText.values()].map((name) => ({ $ref: `#/definitions/${name}` }));
  return references.length === 1 ? (references[0] ?? {}) : { anyOf: references };
}

function wordsWithMeaning(words: readonly (readonly [string, string])[], plain: Schema | undefined): Schema {
  return {
    description: plain?.['description'],
    type: 'string',
    anyOf: words.map(([word, description]) => ({ const: word, description })),
  };
}
