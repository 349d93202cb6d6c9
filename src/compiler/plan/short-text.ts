/** A query may be a page long. */
const CHARACTERS_TOLD = 120;

/** A text within a sentence: its beginning where it is long. */
export function shortText(text: string): string {
  return text.length <= CHARACTERS_TOLD ? text : `${text.slice(0, CHARACTERS_TOLD)}…`;
}
