import type { Changes, SourceFile } from '../text/index.ts';
import { slotAt, type YamlSlot } from './yaml-entry.ts';
import { insertionOf } from './yaml-insertion.ts';
import { moveOf } from './yaml-move.ts';
import { removalOf } from './yaml-removal.ts';
import { replacementOf } from './yaml-replacement.ts';
import { readTolerantly, type TolerantDocument } from './yaml-tolerant.ts';

/**
 * Changes of a YAML file that keep everything else byte for byte: comments, quotes, line ends. The text is read at the
 * first change that is asked for. What an alias or a merge brings in is not changed through it.
 */
export function yamlChanges(file: SourceFile): Changes {
  const { text } = file;
  let read: { readonly document: TolerantDocument | undefined } | undefined;
  const find = (at: Parameters<Changes['remove']>[0]): YamlSlot | undefined => {
    read ??= { document: readTolerantly(text) };
    return read.document && slotAt(text, read.document, at);
  };
  return {
    replace(at, newText) {
      const slot = find(at);
      return slot && replacementOf(text, slot, at, newText);
    },
    remove(at) {
      const entry = find(at)?.entry;
      return entry && removalOf(text, entry);
    },
    insert(at, key, value, after) {
      const slot = find(at);
      return slot && insertionOf(text, slot, key, value, after);
    },
    move(at, into) {
      const entry = find(at)?.entry;
      const target = find(into);
      return entry && target && moveOf(text, entry, target);
    },
  };
}
