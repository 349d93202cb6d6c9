import { isJsonMap, scalarText, type JsonMap } from './json-map.ts';

/** HTTP headers as a map, from a map or from a list of `{name, value}` or `{key, value}`; their order means nothing. */
export function headersOf(value: unknown): JsonMap {
  if (!Array.isArray(value)) return isJsonMap(value) ? value : {};
  const pairs = value.filter(isJsonMap).map((item) => [scalarText(item['name'] ?? item['key']) ?? '', item['value']]);
  return Object.fromEntries(pairs.filter(([name]) => name !== ''));
}
