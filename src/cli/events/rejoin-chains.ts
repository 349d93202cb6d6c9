import { userInfo } from 'node:os';
import { catalogueOf, say, wordsOf, type Message } from '../../message/index.ts';
import {
  createPinoLog,
  createSystemClock,
  createSystemRandom,
  openStore,
  rejoinEvents,
  toOperatingError,
} from '../../runtime/index.ts';
import { EXIT, FailedOperation } from '../exit-code.ts';
import { storeSettings } from '../local-server.ts';
import { settingsOf } from '../operator-api.ts';
import { projectRoot } from '../project-root.ts';
import type { Terminal } from '../terminal.ts';
import { logOf, nameOf, type VerifyFlags } from './verify-events.ts';

/** `sluice events --rejoin`: after a backup was put back, the store's chains go on where the bus has them. */
export async function rejoinChains(flags: VerifyFlags, terminal: Terminal): Promise<number> {
  const catalogue = await catalogueOf(terminal.language);
  const words = (message: Message): string => wordsOf(message, catalogue);
  const place = logOf(flags);
  const parts = {
    clock: createSystemClock(),
    random: createSystemRandom(),
    log: createPinoLog({ level: 'error' }),
  };
  const store = await openStore(storeSettings(projectRoot(flags), settingsOf(flags)), parts.clock, parts.log);
  try {
    const { rejoined, forked } = await rejoinEvents(place, store, `cli:${userInfo().username}`, parts);
    const [first] = forked;
    if (first !== undefined)
      throw new FailedOperation(
        say`the store and ${nameOf(place)} have different events of one sequence: ${first.key}, event ${first.sequence} of ${first.topic}`,
        say`a daemon has written since the backup was put back, or the backup was made after the two had parted: put it back once more, or an earlier one, and rejoin before a daemon is started`,
      );
    terminal.say(
      words(
        rejoined === 0
          ? say`nothing to do: ${nameOf(place)} has no later event than the store`
          : say`${rejoined} chains go on behind what ${nameOf(place)} has; the audit tells of it`,
      ),
    );
    return EXIT.done;
  } catch (thrown) {
    if (thrown instanceof FailedOperation) throw thrown;
    const { code, message, help } = toOperatingError(thrown);
    throw new FailedOperation(`${code}: ${message}`, help);
  } finally {
    await store.close();
  }
}
