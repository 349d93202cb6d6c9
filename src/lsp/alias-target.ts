import type { SourceFile } from '../compiler/index.ts';
import type { FoundDefinition } from './definition-of.ts';

/** Of a YAML alias (`*name`) at an offset, the anchor (`&name`) that it means: the last one before it. */
export function aliasTarget(file: SourceFile, offset: number): FoundDefinition | undefined {
  const { text } = file;
  if (file.path.endsWith('.ts')) return undefined;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const line = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd);
  for (const match of line.matchAll(/(?<=^|[\s:,[{-])\*([^\s,[\]{}]+)/g)) {
    const start = lineStart + match.index;
    const end = start + match[0].length;
    if (offset < start || offset > end) continue;
    const anchor = `&${match[1] ?? ''}`;
    for (let at = text.lastIndexOf(anchor, start); at !== -1; at = at === 0 ? -1 : text.lastIndexOf(anchor, at - 1)) {
      if (/[\s,[\]{}]|^$/.test(text.charAt(at + anchor.length)))
        return { from: { start, end }, target: { file, start: at, end: at + anchor.length } };
    }
  }
  return undefined;
}
