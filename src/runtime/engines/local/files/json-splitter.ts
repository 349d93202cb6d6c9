import { OperatingError } from '../../../errors.ts';

const SPACE = /^[\s\uFEFF]*$/;

/**
 * Takes the text of one JSON array piece by piece and gives the text of each element, so that a file
 * larger than memory can be read. Throws FILE_UNREADABLE when the text is not an array or is cut off.
 */
export class JsonArraySplitter {
  #rest = '';
  #scanned = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #start = -1;
  #state: 'before' | 'inside' | 'after' = 'before';

  push(text: string): string[] {
    this.#rest += text;
    const elements: string[] = [];
    for (; this.#scanned < this.#rest.length; this.#scanned += 1) {
      const code = this.#rest.charCodeAt(this.#scanned);
      if (this.#state === 'before' || this.#state === 'after') this.#outside(code);
      else if (this.#inString) this.#string(code);
      else this.#structure(code, elements);
    }
    const keep = this.#start === -1 ? this.#scanned : this.#start;
    this.#rest = this.#rest.slice(keep);
    this.#scanned -= keep;
    if (this.#start !== -1) this.#start = 0;
    return elements;
  }

  end(): void {
    if (this.#state === 'after') return;
    const why = this.#state === 'before' ? 'it holds no array' : 'the array is not closed';
    throw new OperatingError('FILE_UNREADABLE', `the file is not a JSON array: ${why}`, { retryable: false });
  }

  #outside(code: number): void {
    if (SPACE.test(String.fromCharCode(code))) return;
    if (this.#state === 'before' && code === 91 /* [ */) {
      this.#state = 'inside';
      return;
    }
    const why = this.#state === 'before' ? 'it begins otherwise' : 'something follows the array';
    throw new OperatingError('FILE_UNREADABLE', `the file is not a JSON array: ${why}`, {
      retryable: false,
      help: 'A file of one object a line has the type jsonl.',
    });
  }

  #string(code: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (code === 92 /* \ */) this.#escaped = true;
    else if (code === 34 /* " */) this.#inString = false;
  }

  #structure(code: number, elements: string[]): void {
    if (this.#depth === 0 && (code === 44 /* , */ || code === 93) /* ] */) {
      if (this.#start !== -1) elements.push(this.#rest.slice(this.#start, this.#scanned).trimEnd());
      this.#start = -1;
      if (code === 93) this.#state = 'after';
      return;
    }
    if (this.#start === -1) {
      if (code === 32 || (code >= 9 && code <= 13)) return;
      this.#start = this.#scanned;
    }
    if (code === 34) this.#inString = true;
    else if (code === 123 || code === 91) this.#depth += 1;
    else if (code === 125 || code === 93) this.#depth -= 1;
  }
}
