import type { Path } from '../../src/compiler/text/index.ts';
import { leavesOf, otherLeaf, withLeaf } from './edit-leaf.ts';

/** What can be done to a list beside another value of one of its items. */
export type ListEdit = 'reversed' | 'dropped' | 'inserted';
export const LIST_EDITS: readonly ListEdit[] = ['reversed', 'dropped', 'inserted'];

/** Every list with something in it in plain values, by its path. */
export function listsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const within = Object.entries(value).flatMap(([key, item]) =>
    listsOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) && value.length > 0 ? [path, ...within] : within;
}

/** The same values with the list at the path in another order, or with one item less or more. */
export function withList(value: unknown, path: Path, how: ListEdit, place: number): unknown {
  return withLeaf(value, path, (was) => (Array.isArray(was) ? editedList(was, how, place) : was));
}

function editedList(list: readonly unknown[], how: ListEdit, place: number): readonly unknown[] {
  switch (how) {
    case 'reversed':
      return list.toReversed();
    case 'dropped':
      return list.toSpliced(place % list.length, 1);
    case 'inserted': {
      const like = list[place % list.length];
      const isNamed = (path: Path): boolean => path.length === 0 || path.at(-1) === 'name';
      const item = leavesOf(like)
        .filter(isNamed)
        .reduce((made, path) => withLeaf(made, path, otherLeaf), like);
      return list.toSpliced(place % (list.length + 1), 0, item);
    }
    default:
      return how satisfies never;
  }
}
