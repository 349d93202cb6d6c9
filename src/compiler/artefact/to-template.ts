import type { RunTimeValue, Text } from '../../time/index.ts';
import type { Escape, Hole, TextPart, TextTemplate } from './template.ts';

/** Text in a template: plain where it has no hole. */
export type TextOrTemplate = string | TextTemplate;

/** A user's text as a template; `escape` is applied to every value that is put in, not to the text. */
export function toTemplate(text: Text, escape?: Escape): TextOrTemplate {
  if (typeof text === 'string') return text;
  return fromParts(text.parts.map((part) => (typeof part === 'string' ? part : hole(part, escape))));
}

/** One run-time value as a template. */
export function holeTemplate(value: RunTimeValue, escape?: Escape): TextTemplate {
  return { $text: [hole(value, escape)] };
}

/** Texts one after another; a plain string when none has a hole. */
export function concat(...texts: readonly TextOrTemplate[]): TextOrTemplate {
  return fromParts(texts.flatMap(partsOf));
}

/** As {@link concat}, with `separator` between. */
export function join(texts: readonly TextOrTemplate[], separator: string): TextOrTemplate {
  return concat(...texts.flatMap((text, index) => (index === 0 ? [text] : [separator, text])));
}

/** `present` in a run that has a cursor, `absent` in one that has none. */
export function whenCursor(present: TextOrTemplate, absent: TextOrTemplate = ''): TextTemplate {
  return { $text: [{ whenCursor: partsOf(present), otherwise: partsOf(absent) }] };
}

/** A string literal of standard SQL: in single quotes, those inside doubled, those of values too. */
export function sqlLiteral(text: TextOrTemplate): TextOrTemplate {
  return fromParts(["'", ...partsOf(text).map(quotePart), "'"]);
}

/** The parts of a text; none for an empty one. */
export function partsOf(text: TextOrTemplate): readonly TextPart[] {
  if (typeof text !== 'string') return text.$text;
  return text === '' ? [] : [text];
}

/** Joins adjacent literal parts, and gives a plain string when only one of them is left. */
export function fromParts(parts: readonly TextPart[]): TextOrTemplate {
  const joined: TextPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  const [only] = joined;
  if (only === undefined) return '';
  return joined.length === 1 && typeof only === 'string' ? only : { $text: joined };
}

function hole(value: RunTimeValue, escape: Escape | undefined): Hole {
  return escape === undefined ? { hole: value } : { hole: value, escape };
}

function quotePart(part: TextPart): TextPart {
  if (typeof part === 'string') return part.replaceAll("'", "''");
  if ('hole' in part) {
    if (part.escape !== undefined) throw new Error('a value cannot be escaped twice');
    return { hole: part.hole, escape: 'sql-string' };
  }
  return { whenCursor: part.whenCursor.map(quotePart), otherwise: part.otherwise.map(quotePart) };
}
