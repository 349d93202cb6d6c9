/**
 * JSON with sorted keys and no white space: equal values give equal bytes. Members that are undefined
 * are left out. Throws on what JSON cannot hold (NaN, functions, undefined in a list): a bug of ours.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return listJson(value);
  if (typeof value === 'object' && value !== null) return mapJson(value as Readonly<Record<string, unknown>>); // no list
  const scalar = typeof value === 'number' && !Number.isFinite(value) ? undefined : JSON.stringify(value);
  if (scalar === undefined) throw new Error(`no JSON for a value of type ${typeof value}`);
  return scalar;
}

function listJson(list: readonly unknown[]): string {
  let text = '[';
  for (let place = 0; place < list.length; place += 1) text += (place === 0 ? '' : ',') + canonicalJson(list[place]);
  return `${text}]`;
}

function mapJson(map: Readonly<Record<string, unknown>>): string {
  let text = '{';
  for (const key of sortedKeys(map)) {
    const member = map[key];
    if (member !== undefined) text += `${text.length === 1 ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `${text}}`;
}

/** By UTF-16 code units, never by a locale: the order must be the same on every machine. What a store gives back is sorted already. */
function sortedKeys(map: object): readonly string[] {
  const keys = Object.keys(map);
  for (let place = 1; place < keys.length; place += 1)
    if ((keys[place - 1] ?? '') > (keys[place] ?? '')) return keys.sort();
  return keys;
}
