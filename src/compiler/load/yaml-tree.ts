import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { SourceFile } from '../text/index.ts';
import { stretch } from './stretch.ts';
import { syntaxDiagnostic } from './yaml-syntax-diagnostic.ts';
import { yamlLibrary } from './yaml-library.ts';
import { YamlTreeReader, type YamlDocument, type YamlTree } from './yaml-tree-reader.ts';

/**
 * Reads a text with `yaml` 2.9.1: slower than js-yaml by an order of magnitude, but it knows where
 * everything is and gives every mistake. A syntax error is reported once, by its first sign: what the
 * parser says after it lost its way is not repeated to the author.
 */
export function readYamlTree(file: SourceFile): YamlTree {
  const parsed = yamlLibrary().parseAllDocuments(file.text, {
    // 'silent' would also drop errors: duplicate keys and second documents would vanish.
    logLevel: 'error',
    prettyErrors: false,
    uniqueKeys: false,
    version: '1.2',
    schema: 'core',
  });
  // An empty stream comes back as an empty list with properties of its own.
  const documents = [...parsed] as YamlDocument[];
  const first = documents[0];
  if (first === undefined) return { value: null, spans: undefined, diagnostics: [] };
  const syntax = syntaxDiagnostic(file, documents);
  if (syntax !== undefined) return { value: undefined, spans: undefined, diagnostics: [syntax] };
  if (documents.length > 1) {
    return { value: undefined, spans: undefined, diagnostics: [severalDocuments(file, first)] };
  }
  return new YamlTreeReader(file, first).readDocument();
}

function severalDocuments(file: SourceFile, first: YamlDocument): Diagnostic {
  const from = first.contents?.range[1] ?? 0;
  const marker = /^---/m.exec(file.text.slice(from));
  const start = marker === null ? from : from + marker.index;
  return makeDiagnostic('SL0106', stretch(file.path, start, start + 3), say`a second document begins here`, {
    notes: [say`a file holds one document; which of several is meant could only be guessed`],
    help: say`put each document in a file of its own, or remove \`---\` if it is one document`,
  });
}
