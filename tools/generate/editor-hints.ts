import type { Schema } from './option-schema.ts';

/** What an editor shows or offers at one place, besides its description. */
export interface Hint {
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly defaultSnippets?: readonly unknown[];
  readonly markdownDescription?: string;
  readonly patternErrorMessage?: string;
  /** What each word of an enum means. */
  readonly words?: Readonly<Record<string, string>>;
}

/** Hints by place, keys joined by `.`; `*` is every key of a mapping that the author names, `[]` behind a key the members of its list. */
export type Hints = Readonly<Record<string, Hint>>;

/**
 * A schema with what only editors read.
 *
 * @throws {Error} where a hint names a place, or a word, that the schema has not
 */
export function withHints(schema: Schema, hints: Hints): Schema {
  const used = new Set<string>();
  const result = decorate(schema, '', hints, used, true);
  const stray = Object.entries(hints).flatMap(([place, { words = {} }]) => [
    ...(used.has(place) ? [] : [place]),
    ...Object.keys(words).flatMap((word) => (used.has(`${place}=${word}`) ? [] : [`${place}=${word}`])),
  ]);
  if (stray.length > 0) throw new Error(`hints for nothing: ${stray.join(', ')}`);
  return result;
}

function decorate(schema: Schema, place: string, hints: Hints, used: Set<string>, isWhole: boolean): Schema {
  const { words = {}, ...own } = hints[place] ?? {};
  if (isWhole && place in hints) used.add(place);
  const below = (key: string): string => (place === '' ? key : `${place}.${key}`);
  const each = (children: Schema, step: (key: string) => string): Schema =>
    Object.fromEntries(
      Object.entries(children).map(([key, child]) => [key, decorate(child as Schema, step(key), hints, used, true)]),
    );
  const inside: Record<string, unknown> = { ...schema };
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'properties') inside[keyword] = each(value as Schema, below);
    if (keyword === 'patternProperties') inside[keyword] = each(value as Schema, () => below('*'));
    if (keyword === 'items') inside[keyword] = decorate(value as Schema, `${place}[]`, hints, used, true);
    if (keyword === 'anyOf')
      inside[keyword] = (value as readonly Schema[]).map((form) => decorate(form, place, hints, used, false));
    if (keyword === 'enum' && Object.keys(words).length > 0) {
      const known = value as readonly string[];
      for (const word of known) used.add(`${place}=${word}`);
      inside['enumDescriptions'] = known.map((word) => words[word] ?? '');
    }
  }
  return isWhole ? { ...inside, ...own } : inside;
}
