/**
 * A text as a name of a definition: lower case, `[a-z0-9._-]`, at most 128 characters; "" where nothing is left.
 * Never `….test`: a project's files of that name are tests, and are not read.
 */
export function toName(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '')
    .slice(0, 120)
    .replace(/[._-]+$/, '')
    .replace(/\.test$/, '-test');
}

/** The first candidate that is free, else the first with a number behind it. */
export function freeName(candidates: readonly string[], taken: (name: string) => boolean, separator = '-'): string {
  const free = candidates.find((candidate) => !taken(candidate));
  if (free !== undefined) return free;
  const first = candidates[0] ?? '';
  for (let number = 2; ; number += 1) {
    const name = `${first}${separator}${number}`;
    if (!taken(name)) return name;
  }
}
