import type { RunTimeValue } from '../../time/index.ts';

/**
 * A job with holes, as JSON. A string that holds run-time values is a {@link TextTemplate}; its parts
 * are data, never parsed again, so a value can neither break the JSON nor be taken for a hole.
 */
export type Template =
  | string
  | number
  | boolean
  | null
  | TextTemplate
  | readonly Template[]
  | { readonly [key: string]: Template };

/** A string with holes: its parts, joined when they are filled. */
export interface TextTemplate {
  readonly $text: readonly TextPart[];
}

/** `whenCursor` chooses by whether the run has a cursor: the first incremental run has none. */
export type TextPart =
  | string
  | Hole
  | { readonly whenCursor: readonly TextPart[]; readonly otherwise: readonly TextPart[] };

/**
 * How a value is made safe where it is put in: `sql-string` doubles single quotes, `mysql-string` doubles
 * backslashes too, which MySQL reads as escapes inside a literal.
 */
export type Escape = 'sql-string' | 'mysql-string';

/** A place for one run-time value, and how the value is made safe there. */
export interface Hole {
  readonly hole: RunTimeValue;
  readonly escape?: Escape;
}

/** True for the JSON form of a string with holes. */
export function isTextTemplate(template: Template): template is TextTemplate {
  return typeof template === 'object' && template !== null && !Array.isArray(template) && '$text' in template;
}
