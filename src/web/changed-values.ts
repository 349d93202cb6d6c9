/** A value that two documents have differently. */
export interface ChangedValue {
  /** Names from the outside in, with a dot between; a member of a list of named ones goes by its name. */
  readonly path: string;
  /** Undefined = there was none. */
  readonly before: unknown;
  /** Undefined = there is none. */
  readonly after: unknown;
}

/** What of a document is another value than before, by path. A list without names is one value. */
export function changedValues(before: unknown, after: unknown, path = ''): readonly ChangedValue[] {
  const [old, now] = [membersOf(before), membersOf(after)];
  if (old === undefined || now === undefined)
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) =>
    changedValues(old.get(name), now.get(name), path === '' ? name : `${path}.${name}`),
  );
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const names = value.map(nameOf);
  const isNamed = names.every((name) => name !== undefined) && new Set(names).size === names.length;
  // an empty list is not known to be of named ones
  if (!isNamed || names.length === 0) return undefined;
  return new Map(value.map((member, index) => [names[index] ?? '', member]));
}

function nameOf(member: unknown): string | undefined {
  if (typeof member !== 'object' || member === null || !('name' in member)) return undefined;
  return typeof member.name === 'string' ? member.name : undefined;
}
