import { say } from '../../message/index.ts';
import { toTemplate, type Template } from '../artefact/index.ts';
import type { OptionSpec } from '../connector/index.ts';
import { makeDiagnostic } from '../diagnostics/index.ts';
import type { RunTimeText } from '../../time/index.ts';
import { child, type Location } from '../text/index.ts';
import type { EmitContext } from './emit-context.ts';

/** An object's members as templates. */
export type TemplateMap = Readonly<Record<string, Template>>;

/**
 * The engine's own options as templates. A `text-map` takes any scalars and gives text, because the
 * engine reads such a map as strings. `at` is the location of the options.
 */
export function optionTemplates(
  options: Readonly<Record<string, unknown>>,
  specs: Readonly<Record<string, OptionSpec>>,
  context: EmitContext,
  at: Location,
): TemplateMap {
  return mapMembers(options, (value, name) => {
    const template = valueTemplate(value, context, child(at, name));
    return specs[name]?.type === 'text-map' ? textMembers(template) : template;
  });
}

/** One value of an option, lists and objects included, as a template. Reports the reserved key `$text`. */
export function valueTemplate(value: unknown, context: EmitContext, at: Location): Template {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value;
  if (isRunTimeText(value)) return toTemplate(value);
  if (Array.isArray(value)) return value.map((element, index) => valueTemplate(element, context, child(at, index)));
  if (typeof value !== 'object') return String(value);
  if ('$text' in value) {
    context.report(makeDiagnostic('SL0109', child(at, '$text'), say`\`$text\` cannot be the key of an option`));
    return {};
  }
  return mapMembers(value, (member, name) => valueTemplate(member, context, child(at, name)));
}

/** A number or boolean as the text that a text-only engine reads; texts with holes pass. */
export function asText(template: Template): Template {
  return typeof template === 'number' || typeof template === 'boolean' ? String(template) : template;
}

function textMembers(template: Template): Template {
  return isTemplateMap(template) ? mapMembers(template, asText) : template;
}

/** True for a map: not a list, not a text with holes. */
export function isTemplateMap(template: Template): template is TemplateMap {
  return typeof template === 'object' && template !== null && !Array.isArray(template) && !('$text' in template);
}

/** `value` is one of our own templates or parsed options, so its members are read, not trusted. */
function mapMembers<T>(value: object, change: (member: T, name: string) => Template): TemplateMap {
  const entries: [string, T][] = Object.entries(value);
  return Object.fromEntries(entries.map(([name, member]) => [name, change(member, name)]));
}

function isRunTimeText(value: unknown): value is RunTimeText {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'run-time-text';
}
