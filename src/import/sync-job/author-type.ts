import type { TypeWords } from '../../compiler/connector/index.ts';
import { parseColumnType } from '../../compiler/lower/index.ts';
import { typeWord } from '../../compiler/targets/index.ts';

/** A column type as an author writes it: in Sluice's words where they print the same word, else the engine's own. */
export function authorType(
  word: string,
  words: TypeWords,
  precision: boolean,
): { readonly type: string } | { readonly nativeType: string } {
  const wanted = word.trim().toLowerCase();
  // `datetime` alone keeps microseconds here; with none it prints the bare word.
  for (const text of /^(?:date)?time/.test(wanted) ? [wanted, `${wanted}(0)`] : [wanted]) {
    const type = parseColumnType(text);
    if (!('problem' in type) && typeWord(words, type, precision)?.toLowerCase() === wanted) return { type: text };
  }
  return { nativeType: word.trim() };
}

/** What a cursor of a column with this word is compared as; undefined where the word says nothing of it. */
export function cursorType(word: string): string | undefined {
  const wanted = word.trim().toLowerCase();
  if (/^(?:number|numeric|decimal|serial|bigserial|long|int|uint\d+)/.test(wanted)) return 'int64';
  if (/^(?:datetime|smalldatetime|timestamp)/.test(wanted)) return 'timestamp(3)';
  return 'problem' in parseColumnType(wanted) ? undefined : wanted;
}
