import type { AlertMessage } from '../ports/index.ts';

/** The title and the lines, one below the other. */
export function textOfMessage({ title, lines }: AlertMessage): string {
  return [title, ...lines].join('\n');
}
