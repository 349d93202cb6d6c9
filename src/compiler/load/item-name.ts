import type { Locator } from '../text/index.ts';

/** Longer texts of a list are no names. */
const LONGEST = 100;

/** The same locator, which knows the items of lists by their `name`, or by themselves where they are texts. */
export function itemNamed(locator: Locator, root: unknown): Locator {
  return {
    span: (location) => locator.span(location),
    ...(locator.changes === undefined ? {} : { changes: locator.changes }),
    itemName: (path) => nameOf(path.reduce(childOf, root)),
  };
}

function nameOf(item: unknown): string | undefined {
  if (typeof item === 'object' && item !== null && 'name' in item)
    return typeof item.name === 'string' ? item.name : undefined;
  return typeof item === 'string' && item.length <= LONGEST ? item : undefined;
}

function childOf(value: unknown, step: string | number): unknown {
  // `as`: any object may be asked for a member; undefined is an answer
  return typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined;
}
