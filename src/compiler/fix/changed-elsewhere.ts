import { loadYamlText } from '../load/index.ts';
import { createSourceFile, type Location, type Path } from '../text/index.ts';
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
  if (isCollection(before) && isCollection(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => {
      const step = Array.isArray(before) ? Number(key) : key;
      const [here, there] = [Object.hasOwn(before, key), Object.hasOwn(after, key)];
      if (!here || !there) return [{ path: [...path, step], here, there }];
      return differences(before[key], after[key], [...path, step]);
    });
  }
  return Object.is(before, after) ? [] : [{ path, here: true, there: true }];
}

function isCollection(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function meet(a: Stretch, b: Stretch): boolean {
  return a.start <= b.end && b.start <= a.end;
}
