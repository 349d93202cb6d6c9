import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { Location, SourceFile } from '../text/index.ts';
import { stretch } from './stretch.ts';
import { doubleBraces, toDiagnostic } from './yaml-syntax-diagnostic.ts';

/** Deeper nesting than this is refused: the limit of js-yaml 4.3.2, kept by both readers. */
export const MAX_DEPTH = 100;
/** Values that aliases and merges may add to those written out. */
export const MAX_EXPANDED_NODES = 10_000;
/** Keys that mean something to JavaScript objects; none of them names anything in a pipeline. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export function forbiddenKey(key: string, at: Location): Diagnostic {
  return makeDiagnostic('SL0109', at, say`key \`${key}\` is not allowed`, {
    notes: [say`the name has a meaning of its own in JavaScript, where it can change every other object`],
    help: say`choose another name`,
  });
}

/** `same`: both have the same value, so that one can go. */
export function duplicateKey(key: string, at: Location, first: Location, same: boolean): Diagnostic {
  return makeDiagnostic('SL0105', at, say`key \`${key}\` is written twice`, {
    labels: [{ at: first, message: say`first written here` }],
    notes: [say`of two values only one can hold, and parsers differ in which`],
    help: same ? say`remove it` : say`remove one of them, or rename it`,
    ...(same
      ? { suggestions: [{ message: say`remove it`, confidence: 'certain', edits: [{ at, kind: 'remove' }] }] }
      : {}),
  });
}

export function unknownAlias(name: string, at: Location): Diagnostic {
  return makeDiagnostic('SL0104', at, say`alias \`*${name}\` names no anchor`, {
    help: say`write \`&${name}\` at the value it stands for, or quote it if it is text: \`"*${name}"\``,
  });
}

export function notMergeable(at: Location): Diagnostic {
  return makeDiagnostic('SL0104', at, say`\`<<\` merges maps only`, {
    help: say`name an anchor of a map, or a list of such anchors: \`<<: *defaults\``,
  });
}

export function notFinite(source: string, at: Location): Diagnostic {
  return makeDiagnostic('SL0104', at, say`\`${source}\` is not a finite number`, {
    help: say`quote it if it is text: \`"${source}"\``,
  });
}

export function inexactInteger(value: number, source: string, at: Location): Diagnostic {
  return makeDiagnostic('SL0113', at, say`\`${source}\` is too large to be kept exactly`, {
    notes: [say`integers beyond 2^53 are rounded: it would be read as ${BigInt(value)}`],
    help: say`quote it: \`"${source}"\``,
    suggestions: [{ message: say`quote the number`, confidence: 'likely', edits: [{ at, newText: `"${source}"` }] }],
  });
}

export function aliasesExpand(at: Location): Diagnostic {
  return makeDiagnostic('SL0108', at, say`aliases expand too far`, {
    notes: [
      say`aliases may add ${MAX_EXPANDED_NODES} values and ${MAX_DEPTH} levels; beyond that a small file fills the memory`,
    ],
    help: say`write the values out, or make the definitions in TypeScript`,
  });
}

export function tooDeep(at: Location): Diagnostic {
  return makeDiagnostic('SL0104', at, say`nested deeper than ${MAX_DEPTH} levels`, {
    help: say`no definition needs such depth: look for a bracket that is never closed`,
  });
}

export function collectionAsKey(file: SourceFile, start: number, end: number): Diagnostic {
  if (file.text.startsWith('{{', start - 1)) return toDiagnostic(file, doubleBraces(start - 1));
  return makeDiagnostic('SL0104', stretch(file.path, start, end), say`a list or a map is used as a key`, {
    help: say`a key is a word; quote the value if brackets are part of a text`,
  });
}

/** `valueStart` is where the tagged value begins; the tag is written before it. */
export function unknownTag(file: SourceFile, tag: string, valueStart: number): Diagnostic {
  const from = Math.max(0, valueStart - 200);
  const written = /(![^\s,[\]{}]*)(?:\s+&\S+)?\s*$/.exec(file.text.slice(from, valueStart));
  const text = written?.[1] ?? tag;
  const start = written === null ? valueStart : from + written.index;
  const end = written === null ? valueStart + 1 : start + text.length;
  return makeDiagnostic('SL0112', stretch(file.path, start, end), say`tag \`${text}\` is not known`, {
    notes: [say`definitions are plain data; no tag loads, encrypts or computes anything`],
    help: say`remove the tag, or quote the value if it is text that begins with \`!\``,
  });
}
