import type { Cursor } from '../../compiler/index.ts';

/** One thing that may be written at a place; independent of the protocol. */
export interface Proposal {
  readonly label: string;
  readonly kind: 'key' | 'name' | 'column' | 'word' | 'value' | 'type';
  /** A word or two beside the label: a type, a host. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What is written, with `$1`, `${1:x}` and `${1|a,b|}` where the author goes on; the label when left out. */
  readonly snippet?: string;
  /** The stretch that it replaces (UTF-16 offsets); the key or value at the cursor when left out. */
  readonly replaces?: { readonly start: number; readonly end: number };
  /** Offered before what has none. */
  readonly preferred?: boolean;
}

/** A text as it is written at a place: in quotes where YAML would read it as something else. */
export function writtenText(value: string, cursor: Cursor): string {
  if (cursor.style !== 'plain' || cursor.call !== undefined) return value;
  const isPlain = cursor.flow ? /^[A-Za-z_/][\w./ -]*$/.test(value) : /^[A-Za-z_/][\w./:() ,+-]*$/.test(value);
  const isOther = /^(?:true|false|null|yes|no|on|off|y|n|~)$/i.test(value) || /:(?:\s|$)|\s#/.test(value);
  return isPlain && !isOther ? value : JSON.stringify(value);
}

/** A text in a snippet: `$`, `}` and `\` mean something there. */
export function escapeSnippet(text: string): string {
  return text.replaceAll(/[$}\\]/g, String.raw`\$&`);
}

/** What a snippet writes in an editor that knows none: its text, the choices' first word, no holes. */
export function withoutHoles(snippet: string): string {
  return snippet
    .replaceAll(/(?<!\\)\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
    .replaceAll(/(?<!\\)\$\{\d+:([^}]*)\}/g, '$1')
    .replaceAll(/(?<!\\)\$\d+/g, '')
    .replaceAll(/\\([$}\\])/g, '$1');
}
