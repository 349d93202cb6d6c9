import type { Escape } from './template.ts';
import { holeTemplate, type TextOrTemplate } from './to-template.ts';

/** Parameters of a run that reads a range of cursor values: rows after the first, up to and at the second. No author can name one so. */
export const CURSOR_BOUNDS = { after: 'cursor.after', until: 'cursor.until' } as const;

/** The place of one end of that range in a job. */
export function cursorBound(end: keyof typeof CURSOR_BOUNDS, escape?: Escape): TextOrTemplate {
  return holeTemplate({ kind: 'parameter', name: CURSOR_BOUNDS[end] }, escape);
}
