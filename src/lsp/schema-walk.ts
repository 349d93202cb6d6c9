import { definitionSchema, type Path, type SchemaNode } from '../compiler/index.ts';
import type { DocumentKind } from './question.ts';

/** What may stand at a path, one node for each form that it may have; empty where the language has no such place. */
export function schemasAt(kind: DocumentKind, path: Path): readonly SchemaNode[] {
  let nodes = formsOf(definitionSchema(kind));
  for (const step of path) nodes = nodes.flatMap((node) => formsOf(stepInto(node, step)));
  return nodes;
}

/** The node at a path as it is written in its parent, with its description. */
export function describedAt(kind: DocumentKind, path: Path): SchemaNode | undefined {
  const last = path.at(-1);
  if (last === undefined) return definitionSchema(kind);
  const found = schemasAt(kind, path.slice(0, -1)).map((node) => stepInto(node, last));
  return found.find((node) => node?.description !== undefined) ?? found.find((node) => node !== undefined);
}

function stepInto(node: SchemaNode, step: string | number): SchemaNode | undefined {
  if (typeof step === 'number') return node.items;
  const own = Object.hasOwn(node.properties ?? {}, step) ? node.properties?.[step] : undefined;
  return own ?? Object.values(node.patternProperties ?? {})[0];
}

function formsOf(node: SchemaNode | undefined): SchemaNode[] {
  if (node === undefined) return [];
  return node.anyOf === undefined ? [node] : node.anyOf.flatMap(formsOf);
}

/** Words that a schema lists, and `true` and `false` of a boolean. */
export function wordsIn(nodes: readonly SchemaNode[]): readonly string[] {
  const words = nodes.flatMap((node) => [
    ...(node.const === undefined ? [] : [String(node.const)]),
    ...(node.enum ?? []).map(String),
    ...(node.type === 'boolean' ? ['true', 'false'] : []),
  ]);
  return [...new Set(words)];
}
