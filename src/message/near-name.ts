/** The name that is meant by a misspelt one. */
export interface NearName {
  readonly name: string;
  /**
   * True for the only candidate that differs by one letter, by two neighbours in each other's place, or by upper and lower
   * case alone: nothing else can be meant.
   */
  readonly certain: boolean;
}

/** Of shorter names one letter is too much to be sure of. */
const SHORTEST_CERTAIN = 3;

/**
 * The candidate nearest to what was written, when it is near enough to be meant: at most a third of
 * the letters differ (transposed neighbours count once). Undefined when none is near.
 */
export function nearName(written: string, candidates: Iterable<string>): NearName | undefined {
  const wanted = written.toLowerCase();
  const limit = Math.max(1, Math.floor(Math.max(wanted.length, 3) / 3));
  const near: { readonly name: string; readonly distance: number }[] = [];
  const names = new Set(candidates);
  const isMany = names.size > MANY;
  for (const name of names) {
    if (Math.abs(name.length - wanted.length) > limit) continue;
    if (isMany && !sharesAnEnd(name.toLowerCase(), wanted)) continue;
    const distance = editDistance(wanted, name.toLowerCase());
    if (distance <= limit) near.push({ name, distance });
  }
  const [best, rival] = near.sort((a, b) => a.distance - b.distance);
  if (best === undefined) return undefined;
  const alone = rival === undefined || (best.distance === 0 ? rival.distance > 0 : rival.distance > 1);
  return { name: best.name, certain: alone && best.distance <= 1 && best.name.length >= SHORTEST_CERTAIN };
}

/** Of more candidates only those are compared that begin or end with the same letter: a slip seldom changes both ends. */
const MANY = 1_000;

function sharesAnEnd(name: string, wanted: string): boolean {
  return name.charAt(0) === wanted.charAt(0) || name.at(-1) === wanted.at(-1);
}

/** The name of {@link nearName} alone. */
export function didYouMean(written: string, candidates: Iterable<string>): string | undefined {
  return nearName(written, candidates)?.name;
}

/** Damerau-Levenshtein distance (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let twoBack: number[] = [];
  let back = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((back[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (back[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (twoBack[j - 2] ?? 0) + 1);
      row.push(value);
    }
    twoBack = back;
    back = row;
  }
  return back[b.length] ?? 0;
}
