import { type Message, say, sentence } from '../../message/index.ts';

/** The parts of a JSON Schema that shape diagnostics read. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly patternProperties?: Readonly<Record<string, SchemaNode>>;
  readonly anyOf?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly description?: string;
}

/** The node at an ajv `schemaPath` such as `#/properties/schedule/anyOf/1`. */
export function schemaAt(root: SchemaNode, schemaPath: string): SchemaNode | undefined {
  const [, ...steps] = schemaPath.replace(/^[^#]*/, '').split('/');
  let node: unknown = root;
  for (const step of steps) {
    if (typeof node !== 'object' || node === null) return undefined;
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    node = (node as Record<string, unknown>)[key];
  }
  return typeof node === 'object' && node !== null ? node : undefined;
}

/** What a schema wants, in a user's words: "text", "a list", "`manual` or a mapping". */
export function describeSchema(node: SchemaNode): Message {
  const [first = say``, ...others] = alternatives(node).map(sentence);
  return others.reduce((before, next) => say`${before} or ${next}`, first);
}

function alternatives(node: SchemaNode): string[] {
  if (node.anyOf) return [...new Set(node.anyOf.flatMap(alternatives))];
  if (node.const !== undefined) return [`\`${String(node.const)}\``];
  if (node.enum) return node.enum.map((value) => `\`${String(value)}\``);
  const types = typeof node.type === 'string' ? [node.type] : (node.type ?? []);
  return types.map((type) => TYPE_WORDS[type] ?? type);
}

/** JSON types in a user's words. */
export const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
  object: 'a mapping',
  array: 'a list',
  null: 'nothing',
};
