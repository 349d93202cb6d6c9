/** A connector's line among the others of src/compiler/connectors/index.ts, by the alphabet. */
export function withConnectorLine(index: string, name: string): string {
  const lines = index.split('\n');
  const start = lines.findIndex((line) => line.startsWith('export const CONNECTORS'));
  const end = lines.indexOf('};', start);
  if (start < 0 || end < 0) throw new Error('src/compiler/connectors/index.ts has no list of CONNECTORS');
  const key = name.includes('-') ? `'${name}'` : name;
  const load = `async () => (await import('./${name}/index.ts')).connector`;
  const short = `  ${key}: { serves: ['${name}'], load: ${load} },`;
  const long = [`  ${key}: {`, `    serves: ['${name}'],`, `    load: ${load},`, '  },'];
  const later = lines.findIndex((line, at) => at > start && at < end && (keyOf(line) ?? '') > name);
  lines.splice(later < 0 ? end : later, 0, ...(short.length <= WIDTH ? [short] : long));
  return lines.join('\n');
}

/** Of the formatter. */
const WIDTH = 120;

/** Names of the connectors that are in the list. */
export function connectorsInList(index: string): string[] {
  return index.split('\n').flatMap((line) => keyOf(line) ?? []);
}

function keyOf(line: string): string | undefined {
  return /^ {2}'?([a-z][a-z0-9-]*)'?: \{/.exec(line)?.[1];
}
