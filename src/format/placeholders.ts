import { Scalar } from 'yaml';

/** Characters of the private use area, which nobody writes and no printer quotes. */
const OPEN = '\uE000';
const CLOSE = '\uE001';

/**
 * Holds what is carried over as it is written while the structure around it is laid out: the printer sees one word for
 * each scalar and comment, so that it cannot spell them another way, nor take a bracket in them for its own.
 */
export class Placeholders {
  static readonly OPEN = OPEN;
  readonly #texts: (readonly string[])[] = [];

  /** Lets the scalar's place be held while its lines are kept. */
  stand(node: Scalar, lines: readonly string[]): void {
    const block = /^[|>]/.test(lines[0] ?? '') && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
    // The comment behind a block's `|` is a part of its first line.
    if (block) node.comment = null;
    node.value = this.#keep(lines);
    node.type = Scalar.PLAIN;
    delete (node as { source?: string }).source;
  }

  /** Holds the place of a comment of one or more lines, given without their `#`. */
  comment(words: string): string {
    return words
      .split('\n')
      .map((line) => (line === '' ? '' : this.#keep([`#${/^[\s!#-]/.test(line) ? '' : ' '}${line.trimEnd()}`])))
      .join('\n');
  }

  /** The text with everything in its place again, continued lines indented under what they belong to. */
  fill(text: string): string {
    const lines = text.split('\n').flatMap((line) => this.#fillLine(line));
    return `${lines
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd()}\n`;
  }

  #fillLine(line: string): string[] {
    const [prefix = ''] = /^\s*(?:- )*/.exec(line) ?? [];
    const isItem = line.startsWith(OPEN, prefix.length);
    const below = ' '.repeat(prefix.length + (isItem ? 0 : 2));
    const filled = line.replaceAll(new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g'), (_, index: string) =>
      (this.#texts[Number(index)] ?? []).map((part, at) => (at === 0 || part === '' ? part : below + part)).join('\n'),
    );
    return filled.split('\n');
  }

  #keep(lines: readonly string[]): string {
    this.#texts.push(lines);
    return `${OPEN}${this.#texts.length - 1}${CLOSE}`;
  }
}
