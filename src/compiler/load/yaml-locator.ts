import type { Location, Locator, SourceFile, Span } from '../text/index.ts';
import { offsetsSpan } from './loaded-document.ts';
import { offsetsWithin } from './scalar-offsets.ts';
import type { SpanNode } from './span-tree.ts';
import { yamlChanges } from './yaml-changes.ts';

/**
 * Finds spans in a YAML file. `readSpans` parses with positions; it is called at the first location
 * asked for, so a project without mistakes never pays for it.
 */
export function yamlLocator(file: SourceFile, readSpans: () => SpanNode | undefined): Locator {
  let root: SpanNode | undefined;
  let read = false;
  return {
    changes: yamlChanges(file),
    span(location) {
      const explicit = offsetsSpan(file, location);
      if (explicit !== undefined) return explicit;
      if (!read) {
        root = readSpans();
        read = true;
      }
      return root === undefined ? { file, start: 0, end: 0 } : spanOf(file, root, location);
    },
  };
}

function spanOf(file: SourceFile, root: SpanNode, location: Location): Span {
  let node = root;
  for (const step of location.path) {
    const next = node.children?.get(step) ?? node.children?.get(typeof step === 'number' ? String(step) : step);
    // Not in the text: the nearest ancestor, by its key, which is the smallest stretch that names it.
    if (next === undefined) return { file, ...(node.key ?? firstLine(file, node)) };
    node = next;
  }
  if (location.part === 'key' && node.key !== undefined) return { file, ...node.key };
  if (location.within !== undefined) {
    const exact = offsetsWithin(file.text, node, location.within);
    if (exact !== undefined) return { file, ...exact };
  }
  // The whole document is no place: what is wrong with it as a whole is shown at its first line.
  if (location.path.length === 0) return { file, ...firstLine(file, node) };
  if (node.start === node.end && node.key !== undefined) return { file, ...node.key };
  return { file, start: node.start, end: trimmed(file.text, node) };
}

/** A collection's range ends after its last line break. */
function trimmed(text: string, node: SpanNode): number {
  let end = node.end;
  while (end > node.start && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return end;
}

function firstLine(file: SourceFile, node: SpanNode): { readonly start: number; readonly end: number } {
  const lineEnd = file.text.indexOf('\n', node.start);
  const end = trimmed(file.text, node);
  return { start: node.start, end: lineEnd === -1 ? end : Math.min(lineEnd, end) };
}
