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
  const documents = firstDocuments(file.text);
  const first = documents[0];
  if (first === undefined) return { value: null, spans: undefined, diagnostics: [] };
  const syntax = syntaxDiagnostic(file, documents);
  if (syntax !== undefined) return { value: undefined, spans: undefined, diagnostics: [syntax] };
  if (documents.length > 1) {
    return { value: undefined, spans: undefined, diagnostics: [severalDocuments(file, first)] };
  }
  return new YamlTreeReader(file, first).readDocument();
}

/** The first two documents: that there is a second is all that is said of it, and of a third nothing. */
function firstDocuments(text: string): YamlDocument[] {
  const { Composer, Parser } = yamlLibrary();
  // 'silent' would also drop errors: duplicate keys and second documents would vanish.
  const composer = new Composer({ logLevel: 'error', uniqueKeys: false, version: '1.2', schema: 'core' });
  const documents: YamlDocument[] = [];
  for (const document of composer.compose(new Parser().parse(text))) {
    documents.push(document as YamlDocument);
    if (documents.length === 2) break;
  }
  return documents;
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
