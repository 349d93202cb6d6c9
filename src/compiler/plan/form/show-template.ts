import { describeRunTimeValue, RUN_TIME_NAMES } from '../../../time/index.ts';
import { isTextTemplate, type Template, type TextPart } from '../../artefact/index.ts';
import type { JsonMap, JsonValue } from '../compare/differences.ts';

/** A `${` of a text, with the name after it where that is closed. */
const OPENING = /\$\{(?:([A-Za-z_][\w.]*)\})?/g;

/**
 * A template as its author writes it, run-time values as `${…}`. A text that only looks like one has its `$${`, so that no two
 * templates show as one; what only the engine knows, such as `${schema}`, stays as it is. `parameters`: names under `params`.
 */
export function showTemplate(template: Template, parameters: Iterable<string> = []): JsonValue {
  const names = [...parameters];
  return show(template, names.length === 0 ? NAMES : new Set([...NAMES, ...names]));
}

const NAMES: ReadonlySet<string> = new Set(RUN_TIME_NAMES);

/** A map that shows as it is stays itself: most of a pipeline does, its columns above all. */
function show(template: Template, known: ReadonlySet<string>): JsonValue {
  if (typeof template === 'string') return literal(template, known);
  if (typeof template !== 'object' || template === null) return template;
  if (isList(template)) return template.map((item) => show(item, known));
  if (isTextTemplate(template)) return template.$text.map((part) => showPart(part, known)).join('');
  let isSame = true;
  const entries = Object.keys(template).map((key): [string, JsonValue] => {
    const item = template[key] ?? null;
    const shown = show(item, known);
    isSame &&= shown === item;
    return [key, shown];
  });
  return isSame ? (template as JsonMap) : Object.fromEntries(entries); // it holds what was shown of it
}

function showPart(part: TextPart, known: ReadonlySet<string>): string {
  if (typeof part === 'string') return literal(part, known);
  if ('hole' in part) return describeRunTimeValue(part.hole);
  return part.whenCursor.map((each) => showPart(each, known)).join('');
}

function literal(text: string, known: ReadonlySet<string>): string {
  if (!text.includes('${')) return text;
  return text.replace(OPENING, (found, name?: string) =>
    name !== undefined && !known.has(name) ? found : `$${found}`,
  );
}

/** `Array.isArray` does not narrow a readonly list. */
function isList(template: object): template is readonly Template[] {
  return Array.isArray(template);
}
