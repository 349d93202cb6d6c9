import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { catalogueOf, say, wordsOf } from '../../message/index.ts';
import { eventIndexPath, removeEventIndex } from '../../runtime/index.ts';
import type { EventIndexJson } from '../../server/index.ts';
import { EXIT, FailedOperation } from '../exit-code.ts';
import { openOperatorApi, settingsOf, type OperatorApi, type OperatorFlags } from '../operator-api.ts';
import { projectNameOf } from '../project-name.ts';
import { existingProject } from '../project-root.ts';
import type { Terminal } from '../terminal.ts';

const LOOK_MS = 500;

/**
 * Has the index of events built anew: by the server, and then it waits until all is read; or, without one, by removing the file
 * of this host, which a daemon notices, and otherwise the next one finds.
 */
export async function rebuildIndex(flags: OperatorFlags, terminal: Terminal): Promise<number> {
  const catalogue = await catalogueOf(terminal.language);
  const settings = settingsOf(flags);
  if (settings.server.value === undefined) {
    const root = existingProject(flags);
    const stateDir = path.resolve(root, settings.stateDir.value);
    const file = eventIndexPath(stateDir, await projectNameOf(root), flags.env ?? 'default');
    await removeEventIndex(file);
    terminal.say(wordsOf(say`${file} is removed: the server of this host builds it anew from Kafka`, catalogue));
    return EXIT.done;
  }
  await using api = await openOperatorApi(flags);
  await api.post('/api/v1/events/rebuild', {});
  let index = await indexOf(api);
  while (index?.state === 'rebuilding') {
    terminal.progress(wordsOf(say`${index.read} of ${index.total} events read back from Kafka`, catalogue));
    await sleep(LOOK_MS);
    index = await indexOf(api);
  }
  terminal.progress('');
  if (index?.state === 'unusable')
    throw new FailedOperation(
      say`the index of events cannot be built: ${index.trouble ?? ''}`,
      say`see to the state folder of the server`,
    );
  terminal.say(wordsOf(say`the index is built: ${index?.read ?? 0} events are read back from Kafka`, catalogue));
  return EXIT.done;
}

async function indexOf(api: OperatorApi): Promise<EventIndexJson | null> {
  return (await api.get<{ readonly index: EventIndexJson | null }>('/api/v1/events?limit=1')).index;
}
