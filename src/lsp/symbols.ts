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
    [...names].flatMap((name) => {
      const place = name.toLowerCase().includes(wanted) ? placeOf(name, project) : undefined;
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
