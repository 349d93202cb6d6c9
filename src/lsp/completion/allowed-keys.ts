import { connectorsFor, type CommonField, type Cursor, type ProjectModel } from '../../compiler/index.ts';
import { member, textMember } from '../members.ts';
import { movementSide } from '../movement-side.ts';

/** Keys of which one is enough. */
const ALTERNATIVES: readonly (readonly [path: string, keys: readonly (string | readonly string[])[]])[] = [
  ['', ['command', ['source', 'sink', 'transform', 'settings']]],
  ['schedule', ['cron', 'every', 'after', 'at']],
  ['source', ['table', 'query']],
];

/** Fields of both sides that every connector leaves to the language. */
const ALWAYS: readonly string[] = ['connector', 'datasource', 'options'];
const OF_EVERY_DATASOURCE: readonly string[] = ['name', 'type', 'description'];

/** Whether a key makes sense in a map of a pipeline: not beside another that excludes it, and only where the connector has it. */
export async function allowedKeys(
  keys: readonly string[],
  path: Cursor['path'],
  { definition }: Cursor,
  model: ProjectModel | undefined,
): Promise<readonly string[]> {
  const written = Object.keys(asMap(member(definition, ...path)));
  const excluded = excludedBeside(path.join('.'), written);
  const [role, columns] = path;
  const left = keys.filter((key) => !excluded.has(key));
  if (role !== 'source' && role !== 'sink') return left;
  if (path.length === 3 && columns === 'columns') return left.filter((key) => isColumnKey(key, role));
  if (path.length > 1) return left;
  const { spec } = await movementSide(definition, role, model);
  return spec === undefined
    ? left
    : left.filter((key) => ALWAYS.includes(key) || spec.fields.includes(key as CommonField)); // any other key is a common field
}

/** Keys of a datasource that a connector for its type reads on any engine; all of them where its type is not known. */
export async function datasourceKeys(keys: readonly string[], definition: unknown): Promise<readonly string[]> {
  const type = textMember(definition, 'type');
  const specs = type === undefined ? [] : await connectorsFor(type);
  const read = new Set<string>(specs.flatMap(({ datasourceFields }) => Object.values(datasourceFields).flat()));
  return read.size === 0 ? keys : keys.filter((key) => OF_EVERY_DATASOURCE.includes(key) || read.has(key));
}

function excludedBeside(path: string, written: readonly string[]): Set<string> {
  const excluded = new Set<string>();
  for (const [, groups] of ALTERNATIVES.filter(([place]) => place === path)) {
    for (const group of groups) {
      if (![group].flat().some((key) => written.includes(key))) continue;
      for (const other of groups) if (other !== group) for (const key of [other].flat()) excluded.add(key);
    }
  }
  return excluded;
}

function isColumnKey(key: string, role: 'source' | 'sink'): boolean {
  return role === 'source' ? key !== 'from' : key !== 'partition' && key !== 'splitter';
}

function asMap(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
