import { OperatingError } from '../../../errors.ts';

/** One record of a CSV file, with the line on which it begins (from 1). */
export interface CsvRecord {
  readonly line: number;
  /** Null is an empty field without quotes; `""` is the empty text. */
  readonly fields: (string | null)[];
}

/**
 * Takes CSV text piece by piece (RFC 4180: quotes doubled inside quotes, line breaks inside quotes;
 * LF, CRLF or CR ends a record; blank lines are skipped). Throws FILE_UNREADABLE for a quote that is
 * never closed or that text follows, naming the line.
 */
export class CsvParser {
  readonly #delimiter: string;
  #rest = '';
  #line = 1;

  /** `delimiter`: one or more characters. */
  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** Records that are complete so far. */
  push(text: string): CsvRecord[] {
    return this.#take(this.#rest + text, false);
  }

  /** The last record, which no line break ends. */
  end(): CsvRecord[] {
    return this.#take(this.#rest, true);
  }

  #take(text: string, last: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    let at = 0;
    for (;;) {
      const record = this.#record(text, at, last);
      if (record === undefined) break;
      if (record.fields.length > 1 || record.fields[0] !== null) {
        records.push({ line: this.#line, fields: record.fields });
      }
      this.#line += record.lines;
      at = record.next;
    }
    this.#rest = text.slice(at);
    return records;
  }

  /** Reads the record that begins at `start`; undefined when its end has not come yet. */
  #record(
    text: string,
    start: number,
    last: boolean,
  ): { fields: (string | null)[]; lines: number; next: number } | undefined {
    if (start >= text.length) return undefined;
    const fields: (string | null)[] = [];
    let lines = 0;
    let at = start;
    for (;;) {
      let field: string | null;
      if (text[at] === '"') {
        const end = closingQuote(text, at + 1);
        // The character after the quote decides whether it was doubled: wait for it.
        if (end === -1 || (end === text.length - 1 && !last)) {
          if (end === -1 && last) throw csvError(this.#line, 'a quote is not closed');
          return undefined;
        }
        const inside = text.slice(at + 1, end);
        field = inside.includes('"') ? inside.replaceAll('""', '"') : inside;
        lines += countBreaks(inside);
        at = end + 1;
      } else {
        const end = endOfField(text, at, this.#delimiter);
        field = end === at ? null : text.slice(at, end);
        at = end;
      }
      // A delimiter of several characters may be cut in two.
      if (!last && text.length - at < this.#delimiter.length) return undefined;
      fields.push(field);
      if (text.startsWith(this.#delimiter, at)) {
        at += this.#delimiter.length;
        if (at >= text.length && !last) return undefined;
        continue;
      }
      if (at >= text.length) return last ? { fields, lines: lines + 1, next: at } : undefined;
      if (text[at] === '\n') return { fields, lines: lines + 1, next: at + 1 };
      if (text[at] !== '\r') throw csvError(this.#line + lines, 'text follows a closing quote');
      if (at + 1 >= text.length && !last) return undefined;
      return { fields, lines: lines + 1, next: text[at + 1] === '\n' ? at + 2 : at + 1 };
    }
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = from; ; at += 2) {
    at = text.indexOf('"', at);
    if (at === -1 || text[at + 1] !== '"') return at;
  }
}

function endOfField(text: string, from: number, delimiter: string): number {
  const first = delimiter.charCodeAt(0);
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
    if (code === first && (delimiter.length === 1 || text.startsWith(delimiter, at))) return at;
  }
  return text.length;
}

function countBreaks(text: string): number {
  return text.includes('\n') ? text.split('\n').length - 1 : text.split('\r').length - 1;
}

function csvError(line: number, why: string): OperatingError {
  return new OperatingError('FILE_UNREADABLE', `line ${line} is not CSV: ${why}`, { retryable: false });
}
