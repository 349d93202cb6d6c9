import { say } from '../../message/index.ts';
import type { Departure, JobVersion, JsonProblem } from './departure.ts';
import type { JsonMember, JsonNode } from './json-node.ts';
import { JsonScanner } from './json-scanner.ts';

/** Deeper than any job; the engines' own parser runs out of stack not much later. */
const DEEPEST = 500;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const KEYWORDS = new Set(['true', 'false', 'null']);

/** What a file holds: the tree as far as it could be read, and every place where it is not JSON. */
export interface JsonReading {
  /** Absent where the file holds no value at all. */
  readonly root?: JsonNode;
  readonly departures: readonly Departure[];
  readonly problem?: JsonProblem;
}

/**
 * Reads a job file as people wrote it: what the engines' parser takes (Gson 2.7, lenient: `fromJson` of a
 * text), and what it refuses as far as its meaning is plain. Never throws.
 */
export function readJson(text: string): JsonReading {
  const scanner = new JsonScanner(text);
  if (scanner.peek() === '') {
    scanner.fail({ kind: 'empty', message: say`the file is empty`, start: 0, end: 0 });
    return reading(scanner);
  }
  const root = new Reader(scanner).value();
  if (scanner.problem === undefined && scanner.peek() !== '') {
    scanner.depart('text-after-end', scanner.at, text.trimEnd().length);
  }
  return reading(scanner, root);
}

function reading({ departures, problem }: JsonScanner, root?: JsonNode): JsonReading {
  return { ...(root === undefined ? {} : { root }), departures, ...(problem === undefined ? {} : { problem }) };
}

class Reader {
  readonly #scanner: JsonScanner;
  /** Keys from the root to the value that is read; `*` for an element of a list. */
  readonly #path: string[] = [];

  constructor(scanner: JsonScanner) {
    this.#scanner = scanner;
  }

  /** The value at the scanner's place; undefined, with a problem, where none stands there. */
  value(): JsonNode | undefined {
    const scanner = this.#scanner;
    const char = scanner.peek();
    const start = scanner.at;
    if ((char === '{' || char === '[') && this.#path.length >= DEEPEST) {
      const message = say`lists and objects lie more than ${DEEPEST} deep`;
      scanner.fail({ kind: 'too-deep', message, start, end: start + 1, openedAt: start });
      return undefined;
    }
    if (char === '{') return this.#object(start);
    if (char === '[') return this.#list(start);
    if (char === '"' || char === "'") return { kind: 'string', start, value: scanner.quoted(), end: scanner.at };
    if (char === '') return undefined;
    const word = scanner.word();
    if (word === '') {
      scanner.fail({ kind: 'unexpected', message: say`a value is missing before \`${char}\``, start, end: start + 1 });
      return undefined;
    }
    return this.#word(word, start);
  }

  #word(word: string, start: number): JsonNode {
    const end = start + word.length;
    if (NUMBER.test(word)) return { kind: 'number', start, end, text: word };
    const keyword = word.toLowerCase();
    if (keyword !== word || !KEYWORDS.has(keyword)) this.#scanner.depart('bare-word', start, end);
    if (keyword === 'null') return { kind: 'null', start, end };
    if (keyword === 'true' || keyword === 'false') return { kind: 'boolean', start, end, value: keyword === 'true' };
    return { kind: 'string', start, end, value: word };
  }

  #list(start: number): JsonNode {
    const scanner = this.#scanner;
    const items: JsonNode[] = [];
    scanner.at += 1;
    this.#path.push('*');
    for (let first = true; scanner.problem === undefined; first = false) {
      let char = scanner.peek();
      if (char === ']' && first) break;
      // behind a comma, and before one, a place without a value is null
      if (char === ']' || char === ',' || char === ';') {
        scanner.depart('empty-place', scanner.at, scanner.at + 1);
        items.push({ kind: 'null', start: scanner.at, end: scanner.at });
      } else {
        const item = this.value();
        if (item !== undefined) items.push(item);
      }
      if (scanner.problem !== undefined) break;
      char = scanner.peek();
      if (char === ']') break;
      if (char === '') scanner.endsEarly(say`a list`, start);
      else this.#comma(char, 'list');
    }
    return this.#closed(']', () => ({ kind: 'list', start, end: scanner.at, items }));
  }

  #object(start: number): JsonNode {
    const scanner = this.#scanner;
    const members: JsonMember[] = [];
    const keys = new Set<string>();
    scanner.at += 1;
    for (let first = true; scanner.problem === undefined; first = false) {
      let char = scanner.peek();
      if (char === '}') {
        if (!first) scanner.depart('trailing-comma', scanner.at, scanner.at + 1);
        break;
      }
      if (char === '') {
        scanner.endsEarly(say`an object`, start);
        break;
      }
      this.#member(members, keys, char, start);
      if (scanner.problem !== undefined) break;
      char = scanner.peek();
      if (char === '}') break;
      if (char === '') scanner.endsEarly(say`an object`, start);
      else this.#comma(char, 'object');
    }
    this.#path.push('');
    return this.#closed('}', () => ({ kind: 'object', start, end: scanner.at, members }));
  }

  #closed(bracket: string, node: () => JsonNode): JsonNode {
    this.#path.pop();
    if (this.#scanner.problem === undefined && this.#scanner.peek() === bracket) this.#scanner.at += 1;
    return node();
  }

  #member(members: JsonMember[], keys: Set<string>, char: string, opened: number): void {
    const scanner = this.#scanner;
    const keyStart = scanner.at;
    const quoted = char === '"' || char === "'";
    const key = quoted ? scanner.quoted() : scanner.word();
    if (scanner.problem !== undefined) return;
    const keyEnd = scanner.at;
    if (!quoted && key === '') {
      const message = say`a key is missing before \`${char}\``;
      scanner.fail({ kind: 'unexpected', message, start: keyStart, end: keyStart + 1 });
      return;
    }
    if (!quoted) scanner.depart('bare-key', keyStart, keyEnd);
    if (keys.has(key)) scanner.depart('duplicate-key', keyStart, keyEnd, duplicateRefusedBy(this.#path), key);
    keys.add(key);
    if (!this.#colon(key, opened)) return;
    this.#path.push(key);
    const value = this.value();
    this.#path.pop();
    if (value !== undefined) members.push({ key, keyStart, keyEnd, value });
    else if (scanner.problem === undefined) scanner.endsEarly(say`an object`, opened);
  }

  #colon(key: string, opened: number): boolean {
    const scanner = this.#scanner;
    const char = scanner.peek();
    if (char === '') scanner.endsEarly(say`an object`, opened);
    else if (char === ':') scanner.at += 1;
    else if (char === '=') {
      const width = scanner.text.charAt(scanner.at + 1) === '>' ? 2 : 1;
      scanner.depart('equals-sign', scanner.at, scanner.at + width);
      scanner.at += width;
    } else {
      const message = say`\`:\` is missing behind the key \`${key.slice(0, 40)}\``;
      scanner.fail({ kind: 'unexpected', message, start: scanner.at, end: scanner.at + 1 });
    }
    return scanner.problem === undefined;
  }

  #comma(char: string, inside: 'list' | 'object'): void {
    const scanner = this.#scanner;
    if (char === ',') scanner.at += 1;
    else if (char === ';') {
      scanner.depart('semicolon', scanner.at, scanner.at + 1);
      scanner.at += 1;
    } else if (char === '"' || char === "'" || (inside === 'list' && (char === '{' || char === '['))) {
      scanner.depart('missing-comma', scanner.at, scanner.at + 1);
    } else {
      const message =
        inside === 'list'
          ? say`\`${char}\` stands where the list goes on or ends`
          : say`\`${char}\` stands where the object goes on or ends`;
      scanner.fail({ kind: 'unexpected', message, start: scanner.at, end: scanner.at + 1 });
    }
  }
}

/**
 * Who refuses a key written twice in the object at `path`: the versions that read this object as a map of
 * its own (the whole file on 1.11, `parameter` of reader and writer later). Elsewhere the last one wins.
 */
function duplicateRefusedBy(path: readonly string[]): readonly JobVersion[] {
  if (path.length === 0) return ['1.11'];
  const [job, content, element, side, parameter] = path;
  const isParameter =
    path.length === 5 &&
    job === 'job' &&
    content === 'content' &&
    element === '*' &&
    (side === 'reader' || side === 'writer') &&
    parameter === 'parameter';
  return isParameter ? ['1.12', '1.16'] : [];
}
