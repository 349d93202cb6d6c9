import { say, type Message } from '../../message/index.ts';
import { DEPARTURES, type Departure, type DepartureKind, type JobVersion, type JsonProblem } from './departure.ts';

/** So many departures of one kind are kept; the others are like them. */
const KEPT_OF_A_KIND = 20;

/** What ends a bare word (Gson 2.7 `JsonReader.isLiteral`). */
const ENDS_WORD = /[/\\;#={}[\]:, \t\f\r\n]/g;
const CONTROL = /[\u0000-\u001f]/; // oxlint-disable-line no-control-regex -- what JSON forbids inside text

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', b: '\b', n: '\n', r: '\r', f: '\f' };
const ESCAPED_AS_IS = new Set(['\n', "'", '"', '\\', '/']);

/** Moves over the characters of a file: space, comments, text and words; notes what JSON does not have. */
export class JsonScanner {
  readonly text: string;
  at = 0;
  readonly departures: Departure[] = [];
  readonly #kept = new Map<DepartureKind, number>();
  problem: JsonProblem | undefined;

  constructor(text: string) {
    this.text = text;
    if (text.startsWith('\uFEFF')) {
      this.depart('byte-order-mark', 0, 1);
      this.at = 1;
    }
  }

  depart(kind: DepartureKind, start: number, end: number, refusedBy?: readonly JobVersion[], key?: string): void {
    const kept = this.#kept.get(kind) ?? 0;
    if (kept >= KEPT_OF_A_KIND) return;
    this.#kept.set(kind, kept + 1);
    const refused = refusedBy ?? DEPARTURES[kind].refusedBy;
    this.departures.push({ kind, start, end, refusedBy: refused, ...(key === undefined ? {} : { key }) });
  }

  /** The first problem is the one that counts. */
  fail(problem: JsonProblem): void {
    this.problem ??= problem;
  }

  endsEarly(inside: Message, openedAt: number): void {
    const end = this.text.trimEnd().length;
    this.fail({
      kind: 'ends-early',
      message: say`the file ends inside ${inside}`,
      start: Math.max(end - 1, 0),
      end,
      openedAt,
    });
  }

  /** The next character that is neither space nor comment, not consumed; '' at the end. */
  peek(): string {
    const { text } = this;
    while (this.at < text.length) {
      const char = text.charAt(this.at);
      if (char === ' ' || char === '\n' || char === '\r' || char === '\t') this.at += 1;
      else if (char === '#' || text.startsWith('//', this.at)) this.#comment('\n', 0);
      else if (text.startsWith('/*', this.at)) this.#comment('*/', 2);
      else return char;
      if (this.problem !== undefined) return '';
    }
    return '';
  }

  #comment(closing: string, width: number): void {
    const start = this.at;
    const found = this.text.indexOf(closing, start + width);
    if (found === -1 && width > 0) {
      this.endsEarly(say`a comment`, start);
      this.at = this.text.length;
      return;
    }
    this.at = found === -1 ? this.text.length : found + width;
    this.depart('comment', start, this.at);
  }

  /** Text in quotes, from its opening quote on; what there is of it where the file ends inside. */
  quoted(): string {
    const start = this.at;
    const quote = this.text.charAt(start);
    if (quote === "'") this.depart('single-quotes', start, start + 1);
    let value = '';
    let from = start + 1;
    for (;;) {
      const end = this.#nextOf(quote, from);
      const piece = this.text.slice(from, end);
      value += piece;
      if (CONTROL.test(piece)) this.depart('control-character', from, end);
      this.at = end + 1;
      if (end >= this.text.length) {
        this.at = this.text.length;
        this.endsEarly(say`text in quotes`, start);
        return value;
      }
      if (this.text.charAt(end) === quote) return value;
      value += this.#escape(end);
      if (this.problem !== undefined) return value;
      from = this.at;
    }
  }

  /** Where the text ends or is escaped: the next quote or backslash, or the end of the file. */
  #nextOf(quote: string, from: number): number {
    const closing = quote.charCodeAt(0);
    let at = from;
    for (; at < this.text.length; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === closing || code === 92) break;
    }
    return at;
  }

  #escape(backslash: number): string {
    const char = this.text.charAt(backslash + 1);
    this.at = backslash + 2;
    if (char === 'u') {
      const hex = this.text.slice(backslash + 2, backslash + 6);
      this.at = backslash + 6;
      if (/^[0-9a-fA-F]{4}$/.test(hex)) return String.fromCharCode(Number.parseInt(hex, 16));
    } else if (ESCAPED_AS_IS.has(char)) return char;
    else if (ESCAPES[char] !== undefined) return ESCAPES[char];
    if (this.at > this.text.length) this.endsEarly(say`text in quotes`, backslash);
    else {
      const written = this.text.slice(backslash, this.at);
      this.fail({
        kind: 'bad-escape',
        message: say`\`${written}\` is no escape of JSON`,
        start: backslash,
        end: this.at,
      });
    }
    return '';
  }

  /**
   * A bare word: everything up to space, a comma, a bracket, `:`, `=`, `;`, `#`, `/` or a backslash. A bare
   * `${name}` is part of it: launchers fill it in before the parser sees the file.
   */
  word(): string {
    const start = this.at;
    for (;;) {
      ENDS_WORD.lastIndex = this.at;
      this.at = ENDS_WORD.exec(this.text)?.index ?? this.text.length;
      const placeholder = this.at > start && this.text[this.at - 1] === '$' && this.text[this.at] === '{';
      const closing = placeholder ? /^\{[\w.:-]+\}/.exec(this.text.slice(this.at, this.at + 200)) : null;
      if (closing === null) return this.text.slice(start, this.at);
      this.at += closing[0].length;
    }
  }
}
