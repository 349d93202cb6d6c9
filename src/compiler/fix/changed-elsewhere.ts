import { loadYamlText } from '../load/index.ts';
import { createSourceFile, isMapping, type Location, type Path } from '../text/index.ts';
import type { ChangedText, Stretch } from './apply-edits.ts';

/**
 * True when changes of a YAML file also change a value that is not written where they are made: what an alias brings in
 * from an anchor. Two texts of which one cannot be read are not compared.
 */
export function changedElsewhere(path: string, text: string, changed: ChangedText): boolean {
  const before = loadYamlText(createSourceFile(path, text)).document;
  const after = loadYamlText(createSourceFile(path, changed.text)).document;
  if (before === undefined || after === undefined) return false;
  const spanOf = ({ locator }: typeof before, at: Path): Stretch => {
    const location: Location = { file: path, path: at, part: 'value' };
    const value = locator.span(location);
    const key = locator.span({ ...location, part: 'key' });
    return { start: Math.min(key.start, value.start), end: Math.max(key.end, value.end) };
  };
  return differences(before.value, after.value, []).some(({ path: at, here, there }) => {
    const made =
      (here && changed.before.some((stretch) => meet(stretch, spanOf(before, at)))) ||
      (there && changed.after.some((stretch) => meet(stretch, spanOf(after, at))));
    return !made;
  });
}

interface Difference {
  readonly path: Path;
  /** Whether the path leads to a value before, and after. */
  readonly here: boolean;
  readonly there: boolean;
}

function differences(before: unknown, after: unknown, path: Path): readonly Difference[] {
  if (Array.isArray(before) && Array.isArray(after)) return differencesOfLists(before, after, path);
  if (isMapping(before) && isMapping(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => {
      const [here, there] = [Object.hasOwn(before, key), Object.hasOwn(after, key)];
      if (!here || !there) return [{ path: [...path, key], here, there }];
      return differences(before[key], after[key], [...path, key]);
    });
  }
  return Object.is(before, after) ? [] : [{ path, here: true, there: true }];
}

/** Items behind one that came or went have moved, and are the same: lists are compared from both ends. */
function differencesOfLists(before: readonly unknown[], after: readonly unknown[], path: Path): readonly Difference[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  let tail = 0;
  if (before.length !== after.length) {
    while (head < shorter && same(before[head], after[head])) head += 1;
    while (tail < shorter - head && same(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  }
  const [here, there] = [before.length - tail, after.length - tail];
  return Array.from({ length: Math.max(here, there) }, (_, index) => index).flatMap((index) => {
    const at = [...path, index];
    if (index >= here || index >= there) return [{ path: at, here: index < here, there: index < there }];
    return differences(before[index], after[index], at);
  });
}

function meet(a: Stretch, b: Stretch): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function same(a: unknown, b: unknown): boolean {
  return differences(a, b, []).length === 0;
}
