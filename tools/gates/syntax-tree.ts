import type { SourceModule } from './source-module.ts';

/** A node of the tree, seen as what all nodes have in common. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** Every node below `program`, parents first. */
export function* nodesOf({ program }: SourceModule): Generator<SyntaxNode> {
  yield* below(program);
}

function* below(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const item of value) yield* below(item);
  } else if (isNode(value)) {
    yield value;
    for (const field of Object.values(value)) yield* below(field);
  }
}

/** Whether a field of a node is itself a node. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** `a` of an identifier, `a.b` of a plain member access, otherwise undefined. */
export function dottedName(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'Identifier') return String(value['name']);
  if (value.type !== 'MemberExpression' || value['computed'] === true) return undefined;
  const object = dottedName(value['object']);
  const property = dottedName(value['property']);
  return object === undefined || property === undefined ? undefined : `${object}.${property}`;
}
