import { SymbolKind, type DocumentSymbol, type WorkspaceSymbol } from 'vscode-languageserver';
import {
  outlineOf,
  type CompilationResult,
  type Location,
  type OutlineNode,
  type SourceFile,
} from '../compiler/index.ts';
import type { DiagnosticContext } from './to-lsp-diagnostic.ts';
import { datasourcePlace, enginePlace, pipelinePlace } from './place-of-name.ts';
import { rangesOf } from './text-ranges.ts';

/** Of a project's names; who looks for more types another letter. Each one's place costs a look into its file. */
const MOST_SYMBOLS = 100;
const KINDS = { map: SymbolKind.Object, list: SymbolKind.Array, value: SymbolKind.Property } as const;

/** The outline of one file, from its text alone. */
export function documentSymbols(file: SourceFile): DocumentSymbol[] {
  const ranges = rangesOf(file.text);
  const symbol = (node: OutlineNode): DocumentSymbol => ({
    name: node.name,
    detail: node.detail,
    kind: KINDS[node.kind],
    range: ranges(node.start, node.end),
    selectionRange: ranges(node.nameStart, node.nameEnd),
    children: node.children.map(symbol),
  });
  return outlineOf(file).map(symbol);
}

/** Pipelines, datasources and engines of a project whose name holds a text, case ignored. */
export function workspaceSymbols(
  query: string,
  project: CompilationResult,
  { uriOf, rangesIn }: Pick<DiagnosticContext, 'uriOf' | 'rangesIn'>,
): WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const symbols = (
    names: Iterable<string>,
    kind: SymbolKind,
    placeOf: (name: string, project: CompilationResult) => Location | undefined,
  ): WorkspaceSymbol[] =>
    best(names, wanted).flatMap((name) => {
      const place = placeOf(name, project);
      const span = place && project.locatorOf?.(place.file)?.span(place);
      return span === undefined
        ? []
        : [
            {
              name,
              kind,
              location: { uri: uriOf(span.file.path), range: rangesIn(span.file.path)(span.start, span.end) },
            },
          ];
    });
  const { model, definitions = [] } = project;
  return [
    ...symbols(
      new Set(definitions.map(({ name }) => name).filter((name) => name !== '')),
      SymbolKind.Function,
      pipelinePlace,
    ),
    ...symbols(model?.datasources.keys() ?? [], SymbolKind.Interface, datasourcePlace),
    ...symbols(model?.engines.keys() ?? [], SymbolKind.Module, enginePlace),
  ];
}

/** Names that hold a text, those that begin with it first. */
function best(names: Iterable<string>, wanted: string): readonly string[] {
  const found = [...names].filter((name) => name.toLowerCase().includes(wanted));
  const begins = (name: string): number => (name.toLowerCase().startsWith(wanted) ? 0 : 1);
  return found.toSorted((a, b) => begins(a) - begins(b)).slice(0, MOST_SYMBOLS);
}
