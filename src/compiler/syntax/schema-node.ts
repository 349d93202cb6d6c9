import { type Message, say, wordsOf } from '../../message/index.ts';
import { unescapeStep, type Path } from '../text/index.ts';

/** The parts of a JSON Schema that shape diagnostics read. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  /** A regular expression that a text matches. */
  readonly pattern?: string;
  readonly patternProperties?: Readonly<Record<string, SchemaNode>>;
  readonly anyOf?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
}

/** The node at an ajv `schemaPath` such as `#/properties/schedule/anyOf/1`. */
export function schemaAt(root: SchemaNode, schemaPath: string): SchemaNode | undefined {
  const [, ...steps] = schemaPath.replace(/^[^#]*/, '').split('/');
  let node: unknown = root;
  for (const step of steps) {
    if (typeof node !== 'object' || node === null) return undefined;
    const key = unescapeStep(decodeURIComponent(step));
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

/** Every form that the value at a path may have; none where the schema does not know the path. */
export function nodesAt(root: SchemaNode, path: Path): readonly SchemaNode[] {
  let nodes = formsOf(root);
  for (const step of path) {
    nodes = nodes
      .flatMap((node) =>
        typeof step === 'number'
          ? [node.items]
          : [node.properties?.[step] ?? Object.values(node.patternProperties ?? {})[0]],
      )
      .flatMap((node) => (node === undefined ? [] : formsOf(node)));
  }
  return nodes;
}

/** A schema's alternatives; itself where it has none. */
function formsOf(node: SchemaNode): readonly SchemaNode[] {
  return node.anyOf?.flatMap(formsOf) ?? [node];
}

/** True where the value is of a type that the schema wants. What is inside a mapping is not looked at. */
export function fits(value: unknown, schema: SchemaNode): boolean {
  return formsOf(schema).some((form) => {
    if (form.const !== undefined && form.const !== value) return false;
    if (form.enum !== undefined && !form.enum.includes(value)) return false;
    if (typeof value === 'number' && !(value >= (form.minimum ?? value) && value <= (form.maximum ?? value)))
      return false;
    const types = typeof form.type === 'string' ? [form.type] : form.type;
    if (types !== undefined && !typesOf(value).some((type) => types.includes(type))) return false;
    const { items } = form;
    return items === undefined || !Array.isArray(value) || value.every((item) => fits(item, items));
  });
}

function typesOf(value: unknown): readonly string[] {
  if (value === null || value === undefined) return ['null'];
  if (Array.isArray(value)) return ['array'];
  return Number.isInteger(value) ? ['integer', 'number'] : [typeof value];
}
