import { toTemplate, type Template } from './artefact/index.ts';
import { formatColumnType, type ColumnType } from './ir/index.ts';
import type { RunTimeText } from '../time/index.ts';

/** What authors name the keys of: none of them is ours. */
const OWN_KEYS: ReadonlySet<string> = new Set(['options', 'properties', 'headers', 'offsets']);

/** Marks of nodes, and what a schema snapshot says besides. */
const LEFT_OUT: ReadonlySet<string> = new Set(['at', 'kind', 'tableType']);

/** A node as JSON: locations and kinds left out, types as text, texts as templates, a datasource by its name and type. */
export function plainNode(value: unknown): Template {
  if (isScalar(value)) return value;
  if (Array.isArray(value)) return value.map(plainNode);
  if (typeof value !== 'object') return null; // nothing else is in a node
  if (isRunTimeText(value)) return toTemplate(value);
  if ('kind' in value && value.kind === 'datasource' && 'name' in value && 'type' in value)
    return { name: plainNode(value.name), type: plainNode(value.type) };
  const result: Record<string, Template> = {};
  for (const [key, item] of Object.entries(value)) {
    if (LEFT_OUT.has(key) || item === undefined) continue;
    if (OWN_KEYS.has(key)) result[key] = plainValue(item);
    else if (key === 'type' && typeof item === 'object' && item !== null)
      result[key] = formatColumnType(item as ColumnType); // only columns have such a type
    else result[key] = plainNode(item);
  }
  return result;
}

/** What an author wrote, every key of it, its texts as templates. */
export function plainValue(value: unknown): Template {
  if (isScalar(value)) return value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== 'object') return null; // nothing else is in a node
  if (isRunTimeText(value)) return toTemplate(value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, plainValue(item)]),
  );
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isRunTimeText(value: object | null): value is RunTimeText {
  return value !== null && 'kind' in value && value.kind === 'run-time-text';
}
