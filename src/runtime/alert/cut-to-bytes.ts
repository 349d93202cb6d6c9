const ENCODER = new TextEncoder();

/** Length in UTF-8. */
export function bytesIn(text: string): number {
  return ENCODER.encode(text).length;
}

/** Length in UTF-8 of a text as JSON holds it between its quotes: services that count the request count this. */
export function jsonBytesIn(text: string): number {
  return bytesIn(JSON.stringify(text)) - 2;
}

/**
 * The beginning of a text that fits, with a note of how much was left out; a text that fits stays as it is. No character is split.
 *
 * @param most bytes, by `measure`; at least what the note takes.
 */
export function cutToBytes(text: string, most: number, measure: (text: string) => number = bytesIn): string {
  if (measure(text) <= most) return text;
  const whole = bytesIn(text);
  // UTF-8 is the least that any measure counts, so a cut that fits is at or below this.
  for (let budget = most; budget > 0;) {
    const kept = beginningOf(text, budget);
    const cut = `${kept}\n… (${whole - bytesIn(kept)} bytes cut)`;
    const over = measure(cut) - most;
    if (over <= 0) return cut;
    // an escaped byte of JSON counts for up to six
    budget -= Math.max(1, Math.ceil(over / 6));
  }
  return '';
}

/** As many whole characters as `bytes` hold. */
function beginningOf(text: string, bytes: number): string {
  const { read } = ENCODER.encodeInto(text, new Uint8Array(bytes));
  return text.slice(0, read);
}
