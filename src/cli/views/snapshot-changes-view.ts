import { catalogueOf, joined, say, wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import type { Terminal } from '../terminal.ts';

/** A schema snapshot that is another than before a look at its datasource. */
export interface SnapshotChange {
  /** `schemas/erp.json` */
  readonly file: string;
  /** For example `3 tables, orders +1 column`. */
  readonly change: Message;
}

/** A line for each schema snapshot that has changed, written or not. */
export async function showSnapshotChanges(
  changes: readonly SnapshotChange[],
  terminal: Terminal,
  written: boolean,
): Promise<void> {
  const catalogue = await catalogueOf(terminal.language);
  for (const { file, change } of changes) {
    const line = joined([say`${file}`, change], ': ');
    terminal.say(wordsOf(written ? say`wrote ${line}` : say`would write ${line}`, catalogue));
  }
}

/** The same for machines: a part of schemas/check.schema.json. */
export function snapshotChangesDocument(
  changes: readonly SnapshotChange[],
  written: boolean,
  catalogue: Catalogue,
): readonly object[] {
  return changes.map(({ file, change }) => ({ file, written, change: wordsOf(change, catalogue) }));
}
