/** A test for names by a pattern in which `*` stands for any letters and `?` for one; upper and lower case count. */
export function glob(pattern: string): (text: string) => boolean {
  const escaped = pattern.replaceAll(/[\\^$.+()[\]{}|]/g, String.raw`\$&`);
  const expression = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'su');
  return (text) => expression.test(text);
}

/** True of a pattern that can stand for several names. */
export function isGlob(pattern: string): boolean {
  return /[*?]/.test(pattern);
}
