import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

/**
 * Validator of a published schema by name (`runs` = schemas/runs.schema.json), made strict: a key that the
 * schema does not describe is an error here, although readers must let it pass.
 */
export function publishedSchema(name: string): ValidateFunction {
  const url = new URL(`../../schemas/${name}.schema.json`, import.meta.url);
  const schema: unknown = JSON.parse(readFileSync(url, 'utf8'));
  return new Ajv({ allErrors: true, allowUnionTypes: true, formats: { 'date-time': isTime } }).compile(closed(schema));
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text);
}

/** The same schema where every object with named properties takes no others. */
function closed(schema: unknown): object {
  if (typeof schema !== 'object' || schema === null) throw new Error('a schema is an object');
  const close = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(close);
    if (typeof node !== 'object' || node === null) return node;
    const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, close(value)]));
    return 'properties' in copy && 'type' in copy ? { additionalProperties: false, ...copy } : copy;
  };
  return { ...schema, ...Object(close(schema)) };
}
