import { say } from '../../message/index.ts';
import { load, YAMLException } from 'js-yaml';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { SourceFile } from '../text/index.ts';
import { createCoreSchema, type InexactNumbers } from './core-schema.ts';
import { decodeSource } from './decode-source.ts';
import type { LoadedDocument } from './loaded-document.ts';
import { stretch, wholeFile } from './stretch.ts';
import { yamlLocator } from './yaml-locator.ts';
import { refusedDiagnostic } from './yaml-syntax-diagnostic.ts';
import { tooDeep } from './yaml-problems.ts';
import { MAY_BE_TRAP } from './yaml-traps.ts';
import { readYamlTree } from './yaml-tree.ts';
import type { YamlTree } from './yaml-tree-reader.ts';

/** A document, or why there is none; warnings come with a document. */
export interface YamlLoading {
  readonly file: SourceFile;
  readonly document?: LoadedDocument;
  readonly diagnostics: readonly Diagnostic[];
}

// js-yaml builds its schema tables once; numbers that lose digits are counted on the side.
const inexact: InexactNumbers = { count: 0 };
const schema = createCoreSchema(inexact);

/**
 * What the two parsers may read differently, or what only `yaml` can explain: anchors, aliases, tags,
 * merge keys, keys that are not text, names that mean something to JavaScript. Too many hits cost time only.
 */
const NEEDS_CARE = new RegExp(
  [
    String.raw`(?:^|[:\-?,[{])[ \t]*(?:[&*]\S|!)`,
    '<<|__proto__|constructor|prototype',
    // A list or a map as a key.
    String.raw`\{\s{0,99}[[{]|,\s{0,99}\[[^\]]{0,199}\]\s{0,99}[,}]|[\]}][ \t]{0,99}:(?=\s|[,\]}]|$)`,
    // An explicit key, an empty key.
    String.raw`^[ \t-]*\?(?=\s|$)|[{,[]\s{0,99}\?(?=\s)`,
    String.raw`^[ \t-]*:(?=\s|$)|[{,[]\s{0,99}:(?=\s)`,
    String.raw`["'\]}]#`,
    String.raw`\r(?!\n)|^(?:\.\.\.|%| *\t|---\S)`,
    // Block scalars that state their indentation or begin with blank lines, quoted text that goes on.
    String.raw`[|>][+-]?[1-9]|[|>][+-]?[ \t]*(?:#.*)?\r?\n[ \t]+\r?\n`,
    String.raw`(?:[:\-?,[{][ \t]+|^[ \t]*)(?:"(?:[^"\\\n]|\\.)*(?:\\)?$|'(?:[^'\n]|'')*$)`,
  ].join('|'),
  'm',
);

/** A map that follows a comma may be an item of a list, which is common, or a key. */
const MAP_AFTER_COMMA = /,\s{0,99}\{/;

/**
 * Reads one YAML file: js-yaml 4.3.2 where nothing is wrong (about 0.1 ms for 40 lines), `yaml` 2.9.1
 * (about 15 times that) where something is, where the two could differ, and for positions.
 */
export function loadYaml(bytes: Uint8Array, path: string): YamlLoading {
  const { file, diagnostic } = decodeSource(bytes, path);
  if (diagnostic !== undefined) return { file, diagnostics: [diagnostic] };
  return loadYamlText(file);
}

/** As {@link loadYaml}, for a text that is decoded already. */
export function loadYamlText(file: SourceFile): YamlLoading {
  const fast = readFast(file.text);
  if (fast.kind === 'value') return value(file, fast.value);
  if (fast.kind === 'deep') return { file, diagnostics: [tooDeep(stretch(file.path, fast.offset, fast.offset + 1))] };
  const tree = readCarefully(file);
  if (tree.diagnostics.some((item) => item.severity === 'error')) return { file, diagnostics: tree.diagnostics };
  if (fast.kind === 'refused') return { file, diagnostics: [refusedDiagnostic(file, fast.reason, fast.offset)] };
  return value(file, tree.value, tree);
}

/**
 * The document of a value that was read before, from a cache: the text is not parsed again unless a
 * position is asked for.
 */
export function documentOf(file: SourceFile, known: unknown): LoadedDocument {
  return { file, value: known, locator: yamlLocator(file, () => readCarefully(file).spans) };
}

type FastReading =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'careful' }
  | { readonly kind: 'deep'; readonly offset: number }
  | { readonly kind: 'refused'; readonly reason: string; readonly offset: number };

function readFast(text: string): FastReading {
  const before = inexact.count;
  try {
    const parsed: unknown = load(text, { schema }) ?? null;
    if (inexact.count !== before || NEEDS_CARE.test(text) || MAY_BE_TRAP.test(text)) return { kind: 'careful' };
    // A definition is a map; at the root of anything else the parsers differ about indentation.
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return { kind: 'careful' };
    if (MAP_AFTER_COMMA.test(text) && hasCollectionKey(parsed)) return { kind: 'careful' };
    return { kind: 'value', value: parsed };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    // js-yaml gives no mark when it meets a second document.
    const offset = (error.mark as { readonly position: number } | undefined)?.position ?? 0;
    if (error.reason.startsWith('nesting exceeded')) return { kind: 'deep', offset };
    return { kind: 'refused', reason: error.reason, offset };
  }
}

function readCarefully(file: SourceFile): YamlTree {
  try {
    return readYamlTree(file);
  } catch (error) {
    // The recursive parser runs out of stack where js-yaml stopped at its own limit.
    if (!(error instanceof RangeError)) throw error;
    return { value: undefined, spans: undefined, diagnostics: [tooDeep(wholeFile(file.path))] };
  }
}

function value(file: SourceFile, parsed: unknown, tree?: YamlTree): YamlLoading {
  if (parsed === null && isBlank(file.text)) return { file, diagnostics: [emptyFile(file)] };
  const document =
    tree === undefined
      ? documentOf(file, parsed)
      : { file, value: parsed, locator: yamlLocator(file, () => tree.spans) };
  return { file, document, diagnostics: tree?.diagnostics ?? [] };
}

/** js-yaml turns a map used as a key into this text. */
function hasCollectionKey(parsed: unknown): boolean {
  if (typeof parsed !== 'object' || parsed === null) return false;
  if (Array.isArray(parsed)) return parsed.some(hasCollectionKey);
  return Object.entries(parsed).some(([key, item]) => key === '[object Object]' || hasCollectionKey(item));
}

/** True for a text of blank lines, comments and document markers. */
function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:$|#|---\s*$|---\s+#|\.\.\.|%)/.test(line));
}

function emptyFile(file: SourceFile): Diagnostic {
  const onlyComments = file.text.trim() !== '';
  return makeDiagnostic(
    'SL0102',
    wholeFile(file.path),
    onlyComments ? say`\`${file.path}\` holds only comments` : say`\`${file.path}\` is empty`,
    { help: say`write a definition, or delete the file` },
  );
}
