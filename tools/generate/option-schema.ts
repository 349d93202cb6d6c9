import type { OptionSpec } from '../../src/compiler/connector/index.ts';

/** A JSON Schema as plain data. */
export type Schema = Readonly<Record<string, unknown>>;

/** Options by name, as a spec declares them. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** The options of one side of a connector: every name, none besides them. Secrets are never options. */
export function optionsSchema(options: OptionSpecs): Schema {
  const taken = Object.entries(options).filter(([, option]) => option.secret !== true);
  const required = taken.filter(([, option]) => option.required === true && !isMap(option)).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(taken.map(([name, option]) => [name, optionSchema(option)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

/** A mapping that the engine needs may be filled by the datasource, so that nothing is left for the author. */
function isMap({ type, members }: OptionSpec): boolean {
  return members !== undefined || type === 'text-map' || type === 'object';
}

/** One option: its form, meaning and default. */
export function optionSchema(option: OptionSpec): Schema {
  const shape = shapeOf(option);
  const withTime = option.dynamic === true && option.type !== 'any' ? { anyOf: [shape, RUN_TIME_TEXT] } : shape;
  return {
    ...withTime,
    description: option.description,
    ...(option.default === undefined ? {} : { default: option.default }),
  };
}

/** What a run fills in may stand where another type is wanted. */
const RUN_TIME_TEXT: Schema = { type: 'string', pattern: '\\$\\{' };

function shapeOf(option: OptionSpec): Schema {
  switch (option.type) {
    case 'string':
      return { type: 'string', ...(option.values === undefined ? {} : { enum: option.values }) };
    case 'integer':
    case 'number':
      return {
        type: option.type,
        ...(option.minimum === undefined ? {} : { minimum: option.minimum }),
        ...(option.maximum === undefined ? {} : { maximum: option.maximum }),
      };
    case 'boolean':
      return { type: 'boolean' };
    case 'string-list':
      return { type: 'array', items: { type: 'string' } };
    case 'integer-list':
      return { type: 'array', items: { type: 'integer' } };
    case 'object-list':
      return {
        type: 'array',
        items: option.members === undefined ? { type: 'object' } : optionsSchema(option.members),
      };
    case 'list':
      return { type: 'array' };
    case 'text-map':
      return { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } };
    case 'object':
      return option.members === undefined ? { type: 'object' } : optionsSchema(option.members);
    case 'any':
      return {};
    default:
      return option.type satisfies never;
  }
}
