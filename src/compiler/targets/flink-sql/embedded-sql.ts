import { concat, fromParts, partsOf, toTemplate, type TextOrTemplate } from '../../artefact/index.ts';
import type { Text } from '../../../time/index.ts';

/**
 * An author's SQL to stand inside a statement of ours: without the semicolon that ends it, and closed by a
 * line break where a comment could swallow what follows. Values are escaped as in a literal.
 */
export function embeddedSql(text: Text): TextOrTemplate {
  const parts = [...partsOf(toTemplate(text, 'sql-string'))];
  const last = parts.at(-1);
  if (typeof last === 'string') parts[parts.length - 1] = last.replace(/[\s;]+$/, '');
  const hasComment = parts.some((part) => typeof part === 'string' && part.includes('--'));
  return hasComment ? concat(fromParts(parts), '\n') : fromParts(parts);
}
