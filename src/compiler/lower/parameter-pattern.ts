/** More repetitions without an end than this in one pattern take too long on a value that does not match. */
const MOST_ENDLESS = 4;
/** Longer values of a parameter are refused, in UTF-16 units: what goes into a query or a path is shorter. */
export const LONGEST_VALUE = 1000;

/**
 * True for a pattern that JavaScript's backtracking may take for ever over: a repetition inside a repetition, a choice
 * inside one, or many repetitions without an end. It is judged by its text, on the safe side.
 */
export function mayTakeForever(pattern: string): boolean {
  const groups: { choice: boolean; repeats: boolean }[] = [];
  let endless = 0;
  let last: { choice: boolean; repeats: boolean } | undefined;
  for (let index = 0; index < pattern.length; index += 1) {
    const sign = pattern.charAt(index);
    const group = last;
    last = undefined;
    if (sign === '\\') index += 1;
    else if (sign === '[') index = endOfClass(pattern, index);
    else if (sign === '(') groups.push({ choice: false, repeats: false });
    else if (sign === ')') {
      last = groups.pop();
      const outer = groups.at(-1);
      if (outer !== undefined && last !== undefined) {
        outer.repeats ||= last.repeats;
        outer.choice ||= last.choice;
      }
    } else if (sign === '|') {
      const inner = groups.at(-1);
      if (inner !== undefined) inner.choice = true;
    } else if (isEndless(pattern, index)) {
      if (group !== undefined && (group.choice || group.repeats)) return true;
      const inner = groups.at(-1);
      if (inner !== undefined) inner.repeats = true;
      endless += 1;
    }
  }
  return endless > MOST_ENDLESS;
}

/** `*`, `+`, `{2,}`; a `{2,8}` ends, but a large one is as bad. */
function isEndless(pattern: string, index: number): boolean {
  const sign = pattern.charAt(index);
  if (sign === '*' || sign === '+') return true;
  const bounds = sign === '{' ? /^\{(\d+)(,(\d*))?\}/.exec(pattern.slice(index, index + 24)) : null;
  return bounds !== null && (bounds[3] === '' || Number(bounds[3] ?? bounds[1]) > 64);
}

function endOfClass(pattern: string, start: number): number {
  for (let index = start + 1; index < pattern.length; index += 1) {
    if (pattern[index] === '\\') index += 1;
    else if (pattern[index] === ']') return index;
  }
  return pattern.length;
}
