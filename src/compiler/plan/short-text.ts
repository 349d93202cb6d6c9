/** A query may be a page long. */
const CHARACTERS_TOLD = 120;

/** A text within a sentence: its beginning where it is longer than so many characters. */
export function shortText(text: string, characters = CHARACTERS_TOLD): string {
  return text.length <= characters ? text : `${text.slice(0, characters)}…`;
}
