import { isResolvedAtLaunch, type LaunchValue } from './bind.ts';
import { escapeValue } from './escape.ts';
import { mapTemplate } from './map-template.ts';
import { isTextTemplate, type Template, type TextPart } from './template.ts';

/** JSON without holes, ready for an engine. May hold secrets: never log, store or hash it. */
export type PlainJson = string | number | boolean | null | readonly PlainJson[] | { readonly [key: string]: PlainJson };

/**
 * Fills what is left in a bound template, at launch. Each value is resolved once, however often it
 * occurs. Rejects with what `resolve` rejects with; throws when the template was never bound.
 */
export async function fillSecrets(
  template: Template,
  resolve: (value: LaunchValue) => Promise<string>,
): Promise<PlainJson> {
  const wanted = new Map<string, LaunchValue>();
  visitHoles(template, (value) => wanted.set(keyOf(value), value));
  const resolved = new Map<string, string>();
  for (const [key, value] of wanted) resolved.set(key, await resolve(value));
  const filled = mapTemplate(template, (text) => text.$text.map((part) => fillPart(part, resolved)).join(''));
  // `mapTemplate` has replaced every text with holes by a string, which the types cannot say.
  return filled as PlainJson;
}

/** Every value that a bound template still waits for, in order of appearance, each once. */
export function launchValues(template: Template): readonly LaunchValue[] {
  const found = new Map<string, LaunchValue>();
  visitHoles(template, (value) => found.set(keyOf(value), value));
  return [...found.values()];
}

function visitHoles(template: Template, visit: (value: LaunchValue) => void): void {
  if (typeof template !== 'object' || template === null) return;
  if (isTextTemplate(template)) template.$text.forEach((part) => typeof part !== 'string' && visit(launchValue(part)));
  else Object.values(template).forEach((member: Template) => visitHoles(member, visit));
}

function fillPart(part: TextPart, resolved: ReadonlyMap<string, string>): string {
  if (typeof part === 'string') return part;
  const value = resolved.get(keyOf(launchValue(part)));
  if (value === undefined) throw new Error('a launch value was not resolved');
  return escapeValue(value, 'escape' in part ? part.escape : undefined);
}

function launchValue(part: Exclude<TextPart, string>): LaunchValue {
  if (!('hole' in part) || !isResolvedAtLaunch(part.hole)) throw new Error('the template is not bound');
  return part.hole;
}

function keyOf(value: LaunchValue): string {
  return JSON.stringify(value.kind === 'secret' ? [value.provider, value.name] : ['', value.name, value.fallback]);
}
