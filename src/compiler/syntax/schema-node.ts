import { type Message, say, wordsOf } from '../../message/index.ts';

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
  const [first, ...others] = alternatives(node);
  return others.reduce((before, next) => say`${before} or ${next}`, first ?? say`nothing`);
}

function alternatives(node: SchemaNode): Message[] {
  if (node.anyOf) {
    const all = node.anyOf.flatMap(alternatives);
    return [...new Map(all.map((each) => [wordsOf(each), each])).values()];
  }
  if (node.const !== undefined) return [say`\`${String(node.const)}\``];
  if (node.enum) return node.enum.map((value) => say`\`${String(value)}\``);
  const types = typeof node.type === 'string' ? [node.type] : (node.type ?? []);
  return types.map((type) => TYPE_WORDS[type] ?? say`\`${type}\``);
}

/** JSON types in a user's words. */
const TYPE_WORDS: Readonly<Record<string, Message>> = {
  string: say`text`,
  number: say`a number`,
  integer: say`a whole number`,
  boolean: say`\`true\` or \`false\``,
  object: say`a mapping`,
  array: say`a list`,
  null: say`nothing`,
};
