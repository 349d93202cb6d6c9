const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const PLAIN = /^[\u0020-\u007E]*$/;

/** Columns of a text on a terminal: wide characters of East Asian scripts take two, combining marks none. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text) if (!/\p{Mark}/u.test(character)) width += isWide(character) ? 2 : 1;
  return width;
}

/** True for a character of two columns, beside which a line may be broken. */
export function isWide(character: string): boolean {
  return WIDE.test(character);
}

/** What moves a cursor, changes colours or turns the direction of writing around. */
// oxlint-disable-next-line no-control-regex -- these are the characters meant
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** A text from a file as it may be shown on a terminal: what would steer the terminal is replaced, character by character. */
export function harmless(text: string): string {
  return text.replaceAll(CONTROL, '\uFFFD');
}
