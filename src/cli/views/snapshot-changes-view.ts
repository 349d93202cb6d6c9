import { catalogueOf, say, wordsOf, type Message } from '../../message/index.ts';
import type { Terminal } from '../terminal.ts';

/** A line for each schema snapshot that has changed, written or not. */
export async function showSnapshotChanges(
  changes: readonly Message[],
  terminal: Terminal,
  written: boolean,
): Promise<void> {
  const catalogue = await catalogueOf(terminal.language);
  for (const change of changes)
    terminal.say(wordsOf(written ? say`wrote ${change}` : say`would write ${change}`, catalogue));
}
