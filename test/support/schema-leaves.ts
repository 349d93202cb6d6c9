/** Every value that a schema has a place for, its steps joined by `/`; the items of a list and the values of a map are `*`. */
export function schemaLeaves(schema: unknown, path = ''): string[] {
  return [...new Set(leavesIn(schema, path))];
}

function leavesIn(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties, patternProperties, anyOf, items } = schema as Record<string, unknown>;
  if (Array.isArray(anyOf)) return anyOf.flatMap((each) => leavesIn(each, path));
  if (typeof items === 'object') return leavesIn(items, `${path}/*`);
  const members = [
    ...Object.entries(properties ?? {}),
    ...Object.values(patternProperties ?? {}).map((each) => ['*', each]),
  ];
  if (members.length === 0) return [path];
  return members.flatMap(([key, each]) => leavesIn(each, path === '' ? String(key) : `${path}/${key}`));
}
