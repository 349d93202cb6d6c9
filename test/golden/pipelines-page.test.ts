import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import * as schemas from '../../src/compiler/syntax/generated/schemas.js';

const read = (path: string): Promise<string> => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Every key that a schema names, at any depth. `names`: the value's members are keys, not words of JSON Schema. */
function keysOf(schema: unknown, names = false): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([word, part]: [string, unknown]) => [
    ...(names ? [word] : []),
    ...keysOf(part, !names && word === 'properties'),
  ]);
}

it.each(['pipeline', 'datasource', 'project'] as const)('docs/pipelines.md names every key of a %s', async (kind) => {
  const page = (await read('docs/pipelines.md')).replaceAll(/^```.*$/gm, '');
  const code = [...page.matchAll(/`([^`]+)`/g)].flatMap(([, text = '']) => text.match(/[A-Za-z]+/g) ?? []);
  const named = new Set(code);
  const keys = keysOf(schemas[kind]);
  expect(keys.length).toBeGreaterThan(5);
  expect(keys.filter((key) => !named.has(key))).toEqual([]);
});
