import { type Message, say } from '../../message/index.ts';
import type { Path } from '../text/index.ts';

/** How a place is named in a message: its key, or the entry of a list. */
export function label(steps: Path): Message {
  const named = steps.filter((step) => typeof step === 'string');
  const last = steps.at(-1);
  if (last === undefined) return say`the document`;
  return typeof last === 'number' ? say`entry ${last + 1} of \`${named.at(-1) ?? ''}\`` : say`\`${last}\``;
}

/** The nearest key that holds a place; undefined at the root. */
export function ownerOf(steps: Path): string | undefined {
  return steps.filter((step) => typeof step === 'string').at(-1);
}

/** What was found in place of something else. */
export function shown(value: unknown): Message {
  if (value === null || value === undefined) return say`nothing`;
  if (Array.isArray(value)) return say`a list`;
  if (typeof value === 'object') return say`a mapping`;
  const text = String(value);
  const short = text.length > 40 ? `${text.slice(0, 37)}…` : text;
  if (typeof value === 'number') return say`the number \`${short}\``;
  return typeof value === 'boolean' ? say`the boolean \`${short}\`` : say`\`${short}\``;
}

/** The value at a path; undefined where the path leaves it. */
export function valueAt(root: unknown, steps: Path): unknown {
  let value = root;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    // `as`: any object may be asked for a member; undefined is an answer
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
