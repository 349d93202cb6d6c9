/** A member of a plain value, whatever the value is. */
export function member(value: unknown, ...steps: readonly (string | number)[]): unknown {
  let at = value;
  for (const step of steps) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string | number, unknown>)[step]; // it has the member
  }
  return at;
}

export function textMember(value: unknown, ...steps: readonly (string | number)[]): string | undefined {
  const found = member(value, ...steps);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** A path with `*` for places in lists: `source.columns.*.name`. */
export function patternOf(path: readonly (string | number)[]): string {
  return path.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
}
