/** The parser of TypeScript recurses natively: oxc-transform 0.158 was seen to end the process at 4,000 nested functions. */
export const MOST_LEVELS = 1_000;
/** Chains that nest without brackets (arrows, conditions, calls) were seen to end it at 16,000 links; half is safe. */
const MOST_LINKS = 4_000;

const LINK = /=>|\?(?![.?])|\bif\s*\(|\bnew\b|\)\s*\(|\*\*|[^=!<>]=(?![=>])|\w<(?=[A-Za-z_{[(])/g;

/**
 * The offset at which a TypeScript text nests deeper than the parser bears, or undefined. Brackets in texts and
 * comments are counted too: no definition comes near the limits, and the look has to cost nothing.
 */
export function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let offset = 0; offset < text.length; offset += 1) {
    const sign = text.charCodeAt(offset);
    if (sign === 0x28 || sign === 0x5b || sign === 0x7b) {
      depth += 1;
      if (depth > MOST_LEVELS) return offset;
    } else if ((sign === 0x29 || sign === 0x5d || sign === 0x7d) && depth > 0) depth -= 1;
  }
  return longChainAt(text);
}

/** Links of one kind in one statement; a `;` or an empty line ends it. */
function longChainAt(text: string): number | undefined {
  if (text.length < MOST_LINKS) return undefined;
  let start = 0;
  for (const statement of text.split(/;|\n\s*\n/)) {
    const counts = new Map<string, number>();
    for (const { 0: link, index } of statement.length < MOST_LINKS ? [] : statement.matchAll(LINK)) {
      const kind = link.replaceAll(/[\s\w]/g, '') || link;
      const count = (counts.get(kind) ?? 0) + 1;
      if (count > MOST_LINKS) return start + index;
      counts.set(kind, count);
    }
    start += statement.length + 1;
  }
  return undefined;
}
