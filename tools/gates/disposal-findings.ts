import type { Finding } from './finding.ts';
import type { SourceModule } from './source-module.ts';
import { dottedName, isNode, nodesOf, type SyntaxNode } from './syntax-tree.ts';

/** Names whose call gives no promise: methods of lists, texts and objects, and conversions. */
const PLAIN = /^(?:map|filter|flatMap|sort|join|split|fromEntries|entries|keys|slice|trim|to[A-Z]\w*)$/;

/**
 * Calls that a function hands back unawaited although it has `await using`: what it holds would be disposed of while
 * the call still works with it (a test's folder that is removed under the compiler).
 */
export function disposalFindings(module: SourceModule): Finding[] {
  if (!module.text.includes('await using')) return [];
  return [...nodesOf(module)].filter(isFunction).flatMap((fn) => {
    const own = [...ownNodes(fn['body'])];
    const held = own.find((node) => node.type === 'VariableDeclaration' && node['kind'] === 'await using');
    if (held === undefined) return [];
    return own
      .filter((node) => node.type === 'ReturnStatement' && node.start > held.start && mayBePromise(node['argument']))
      .map((node) => ({
        file: module.file,
        line: module.lineAt(node.start),
        message: 'returns a call unawaited from a function with `await using`: write `return await`',
      }));
  });
}

function isFunction({ type }: SyntaxNode): boolean {
  return type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression';
}

/** What lies in `value`, but not in a function within it. */
function* ownNodes(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const item of value) yield* ownNodes(item);
  } else if (isNode(value) && !isFunction(value)) {
    yield value;
    for (const field of Object.values(value)) yield* ownNodes(field);
  }
}

function mayBePromise(value: unknown): boolean {
  if (!isNode(value)) return false;
  if (value.type === 'CallExpression') return !PLAIN.test(lastName(value['callee']));
  if (value.type === 'ConditionalExpression')
    return mayBePromise(value['consequent']) || mayBePromise(value['alternate']);
  return value.type === 'LogicalExpression' && mayBePromise(value['right']);
}

/** The last part of what is called: `map` of `list().map(...)`. */
function lastName(callee: unknown): string {
  const name = isNode(callee) && callee.type === 'MemberExpression' ? callee['property'] : callee;
  return dottedName(name) ?? '';
}
