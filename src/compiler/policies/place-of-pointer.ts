import { child, pointerSteps, type Location } from '../text/index.ts';

/**
 * Where a definition says what a pointer of a plan leads to: as far as the definition has it. Things in lists are found by their
 * name, as plans name them.
 *
 * @param at The place of the definition `value`.
 */
export function placeOfPointer(value: unknown, at: Location, pointer: string): Location {
  let [place, here] = [at, value];
  for (const step of pointerSteps(pointer)) {
    const key = Array.isArray(here) ? indexOf(here, step) : step;
    const next = memberOf(here, key);
    if (key === undefined || next === undefined) return place;
    [place, here] = [child(place, key), next];
  }
  return place;
}

function indexOf(list: readonly unknown[], step: string): number | undefined {
  const named = list.findIndex((item) => nameOf(item) === step);
  if (named >= 0) return named;
  return /^\d{1,6}$/.test(step) && Number(step) < list.length ? Number(step) : undefined;
}

/** `id bigint` is the column `id`. */
function nameOf(item: unknown): unknown {
  return typeof item === 'string' ? item.split(' ', 1)[0] : memberOf(item, 'name');
}

function memberOf(value: unknown, key: string | number | undefined): unknown {
  if (typeof value !== 'object' || value === null || key === undefined || !Object.hasOwn(value, key)) return undefined;
  // `as`: it has the member, as was just asked
  return (value as Readonly<Record<string | number, unknown>>)[key];
}
