import type { Path } from '../../src/compiler/text/index.ts';
import { otherLeaf } from './edit-leaf.ts';
import { OTHER_WORDS } from './whole-definitions.ts';

/** Another value that a field takes: one of its words where it has only some, else another of the same kind. */
export function otherValue(was: unknown, path: Path): unknown {
  const words =
    OTHER_WORDS[path.filter((step) => typeof step === 'string').join('/')] ?? OTHER_WORDS[String(path.at(-1))];
  return words?.find((word) => word !== was) ?? otherLeaf(was);
}
