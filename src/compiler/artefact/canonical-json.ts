/**
 * JSON with sorted keys and no white space: equal values give equal bytes. Members that are undefined
 * are left out. Throws on what JSON cannot hold (NaN, functions, undefined in a list): a bug of ours.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members: string[] = [];
    for (const [key, member] of Object.entries(value).sort(byKey)) {
      if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
    }
    return `{${members.join(',')}}`;
  }
  const scalar = typeof value === 'number' && !Number.isFinite(value) ? undefined : JSON.stringify(value);
  if (scalar === undefined) throw new Error(`no JSON for a value of type ${typeof value}`);
  return scalar;
}

/** By UTF-16 code units, never by a locale: the order must be the same on every machine. */
function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
