import type { Path } from '../../src/compiler/text/index.ts';

/** Every scalar in plain values, by its path. */
export function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) =>
    leavesOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** The same values with another one at the path; undefined takes its key or item away. */
export function withLeaf(value: unknown, [step, ...rest]: Path, leaf: (was: unknown) => unknown): unknown {
  if (step === undefined) return leaf(value);
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => {
      if (index !== step) return [item];
      const edited = withLeaf(item, rest, leaf);
      return edited === undefined ? [] : [edited];
    });
  const entries = Object.entries(value ?? {}).flatMap(([key, item]): [string, unknown][] => {
    const edited = key === step ? withLeaf(item, rest, leaf) : item;
    return edited === undefined ? [] : [[key, edited]];
  });
  return Object.fromEntries(entries);
}

/** Another value of the same kind: one more, the other truth, a text with something behind it. */
export function otherLeaf(was: unknown): unknown {
  if (typeof was === 'number') return was + 1;
  if (typeof was === 'boolean') return !was;
  return typeof was === 'string' ? `${was}0` : was;
}
