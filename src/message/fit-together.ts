const HAN_END = /\p{Script=Han}$/u;
const HAN_START = /^\p{Script=Han}/u;
const LATIN_END = /[`\w]$/;
const LATIN_START = /^[`\w$]/;

/**
 * Two parts of a text one after the other, with a space where Chinese meets a name or Latin letters, and none
 * between Chinese and Chinese: what a template has around a hole fits whatever is put there. In English nothing changes.
 */
export function fitTogether(left: string, right: string): string {
  if (isInName(left)) return left + right;
  if (HAN_END.test(left) && LATIN_START.test(right)) return `${left} ${right}`;
  if (LATIN_END.test(left) && HAN_START.test(right)) return `${left} ${right}`;
  if (left.endsWith(' ') && HAN_END.test(left.slice(0, -1)) && HAN_START.test(right)) return left.slice(0, -1) + right;
  if (right.startsWith(' ') && HAN_END.test(left) && HAN_START.test(right.slice(1))) return left + right.slice(1);
  return left + right;
}

/** True where a backtick is open: a name is taken as it is. */
function isInName(text: string): boolean {
  return (text.match(/`/g)?.length ?? 0) % 2 === 1;
}
