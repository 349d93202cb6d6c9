/**
 * A JSON value as it stands in a file: what was written, with UTF-16 offsets (`end` exclusive). What the
 * engines' parser takes beyond JSON is read too; see {@link Departure}.
 */
export type JsonNode = JsonObject | JsonList | JsonString | JsonNumber | JsonBoolean | JsonNull;

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Members in the order of the file; a key written twice is there twice (the engines take the last). */
export interface JsonObject extends Place {
  readonly kind: 'object';
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: JsonNode;
}

export interface JsonList extends Place {
  readonly kind: 'list';
  readonly items: readonly JsonNode[];
}

/** Text: in quotes, or a bare word. */
export interface JsonString extends Place {
  readonly kind: 'string';
  readonly value: string;
}

/** A number keeps its text: `1e5`, `1.0` and integers of any size are told apart by it. */
export interface JsonNumber extends Place {
  readonly kind: 'number';
  readonly text: string;
}

export interface JsonBoolean extends Place {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** `null`, or a place in a list between two commas where nothing stands (then `start` equals `end`). */
export interface JsonNull extends Place {
  readonly kind: 'null';
}

/** The member that the engines read for `key`: the last one of that name. */
export function memberOf(node: JsonNode | undefined, key: string): JsonMember | undefined {
  return node?.kind === 'object' ? node.members.findLast((member) => member.key === key) : undefined;
}

/** The value at a path of keys and indexes, as the engines read it. */
export function nodeAt(node: JsonNode | undefined, ...path: readonly (string | number)[]): JsonNode | undefined {
  let at = node;
  for (const step of path) {
    if (typeof step === 'string') at = memberOf(at, step)?.value;
    else at = at?.kind === 'list' ? at.items[step] : undefined;
  }
  return at;
}

/**
 * The plain value: the last of keys written twice. A number that JavaScript cannot hold (more than 15 digits)
 * stays its text, which the engines read as the same number.
 */
export function plainValue(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key, plainValue(value)]));
    case 'list':
      return node.items.map(plainValue);
    case 'number':
      return isExact(node.text) ? Number(node.text) : node.text;
    case 'null':
      return null;
    default:
      return node.value;
  }
}

/** 15 digits fit into a double in any case; of longer ones whole numbers are tried. */
function isExact(text: string): boolean {
  const digits = text
    .replace(/[eE].*$/, '')
    .replaceAll(/\D/g, '')
    .replace(/^0+/, '').length;
  return digits <= 15 || (/^-?\d+$/.test(text) && Number.isSafeInteger(Number(text)));
}
