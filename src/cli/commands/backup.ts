import path from 'node:path';
import { stat } from 'node:fs/promises';
import { catalogueOf, say, wordsOf } from '../../message/index.ts';
import { backupStore, toOperatingError } from '../../runtime/index.ts';
import { EXIT, FailedOperation } from '../exit-code.ts';
import { storeSettings } from '../local-server.ts';
import { settingsOf, type OperatorFlags } from '../operator-api.ts';
import { projectRoot } from '../project-root.ts';
import { Terminal } from '../terminal.ts';

/** `sluice backup FILE`: the embedded store as it is now, in a file of its own. */
export async function backupCommand(flags: OperatorFlags, [file = '']: string[]): Promise<number> {
  const terminal = new Terminal(flags, ['text']);
  try {
    await backupStore(storeSettings(projectRoot(flags), settingsOf(flags)), path.resolve(file));
  } catch (thrown) {
    const { code, message, help } = toOperatingError(thrown);
    throw new FailedOperation(`${code}: ${message}`, help);
  }
  const { size } = await stat(file);
  terminal.say(wordsOf(say`the store is in ${file}, ${size} bytes`, await catalogueOf(terminal.language)));
  return EXIT.done;
}
