import { optionSchema, optionsSchema, type OptionSpecs, type Schema } from './option-schema.ts';

/** Options under the name of what has them: an engine, or a connector. */
export type OptionOwner = readonly [name: string, options: OptionSpecs];

/** The most owners that the description of an option names. */
const MOST_NAMED = 4;

/**
 * What some owner takes, each option once: an editor does not know which of them it will be. Where two take another
 * form of value either is allowed; a default is one that all have, and what all need is required.
 */
export function optionUnion(owners: readonly OptionOwner[]): Schema {
  const names = new Set(owners.flatMap(([, options]) => Object.keys(optionsSchema(options)['properties'] as Schema)));
  const required = [...names].filter((name) => owners.every(([, options]) => isRequired(options, name)));
  return {
    type: 'object',
    properties: Object.fromEntries([...names].map((name) => [name, unionOf(name, owners)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

function isRequired(options: OptionSpecs, name: string): boolean {
  return ((optionsSchema(options)['required'] ?? []) as readonly string[]).includes(name); // a list of names
}

function unionOf(name: string, owners: readonly OptionOwner[]): Schema {
  const having = owners.flatMap(([owner, options]) => {
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    return option === undefined ? [] : [{ owner, ...optionSchema(option) } as Schema & { owner: string }];
  });
  const forms = distinct(
    having.map(({ owner: _owner, description: _description, default: _default, ...form }) => form),
  );
  const defaults = distinct(having.map((each) => each['default']));
  const [description = ''] = having.map((each) => String(each['description']));
  const named = distinct(having.map(({ owner }) => owner));
  const whose = having.length === owners.length || named.length > MOST_NAMED ? '' : ` (${named.join(', ')})`;
  return {
    ...(forms.length === 1 ? forms[0] : { anyOf: forms.flatMap(alternativesOf) }),
    description: `${description}${whose}`,
    ...(defaults.length === 1 && defaults[0] !== undefined ? { default: defaults[0] } : {}),
  };
}

/** A choice inside of a choice is said once. */
function alternativesOf(form: Schema): readonly Schema[] {
  return Array.isArray(form['anyOf']) && Object.keys(form).length === 1 ? (form['anyOf'] as readonly Schema[]) : [form];
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
