import type { OptionSpec } from '../../compiler/connector/index.ts';
import type { ReadContext } from './end-draft.ts';
import { isJsonMap, pathOf, scalarText } from './json-map.ts';
import { textMap } from './read-connection.ts';

/**
 * One of the engine's own options as our check takes it: `"5"` is 5 where a number is read. What cannot be
 * one is passed on as it is, for the check to refuse.
 */
export function readOption(value: unknown, spec: OptionSpec, path: string, context: ReadContext): unknown {
  const text = scalarText(value);
  switch (spec.type) {
    case 'string': {
      if (text === undefined) return value;
      const known = spec.values?.find((each) => each.toLowerCase() === text.toLowerCase());
      return known ?? context.placeholders.inText(text, path, spec.engineNames);
    }
    case 'integer':
    case 'number':
      return numberOf(value);
    case 'boolean':
      return typeof value === 'string' && /^(?:true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value;
    case 'string-list':
      return listOf(value).map((item, index) => {
        const each = scalarText(item);
        return each === undefined ? item : context.placeholders.inText(each, pathOf(path, index), spec.engineNames);
      });
    case 'integer-list':
      return listOf(value).map(numberOf);
    case 'object-list':
      return listOf(value).map((item, index) => membersOf(item, spec, pathOf(path, index), context));
    case 'object':
      return membersOf(value, spec, path, context);
    case 'text-map':
      return isJsonMap(value) ? textMap(value, path, context) : value;
    case 'list':
    case 'any':
      return inTexts(value, path, spec, context);
    default:
      return spec.type satisfies never;
  }
}

function membersOf(value: unknown, spec: OptionSpec, path: string, context: ReadContext): unknown {
  if (!isJsonMap(value)) return value;
  const members: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    const known = spec.members === undefined || !Object.hasOwn(spec.members, key) ? undefined : spec.members[key];
    if (member === null || (spec.members !== undefined && known === undefined)) continue;
    const place = pathOf(path, key);
    members[key] =
      known === undefined ? inTexts(member, place, spec, context) : readOption(member, known, place, context);
  }
  return members;
}

function inTexts(value: unknown, path: string, spec: OptionSpec, context: ReadContext): unknown {
  if (typeof value === 'string') return context.placeholders.inText(value, path, spec.engineNames);
  if (Array.isArray(value)) return value.map((item, index) => inTexts(item, pathOf(path, index), spec, context));
  if (!isJsonMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, inTexts(member, pathOf(path, key), spec, context)]),
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function numberOf(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : value;
}
