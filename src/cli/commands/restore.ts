import { catalogueOf, say, wordsOf, type Message } from '../../message/index.ts';
import type { PipelineJson, RestorableJson } from '../../server/index.ts';
import { EXIT } from '../exit-code.ts';
import { openOperatorApi, type OperatorFlags } from '../operator-api.ts';
import { Terminal } from '../terminal.ts';
import { restorableText } from '../views/deletes-view.ts';

/** `sluice restore [PIPELINE...]`: brings deleted pipelines back, or shows which can be. */
export async function restoreCommand(flags: OperatorFlags, pipelines: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  const words = (message: Message): string => wordsOf(message, catalogue);
  await using api = await openOperatorApi(flags);
  const restored: string[] = [];
  for (const pipeline of pipelines) {
    const { name, sync } = await api.post<PipelineJson>(
      `/api/v1/pipelines/${encodeURIComponent(pipeline)}/restore`,
      {},
    );
    restored.push(name);
    terminal.say(
      words(
        sync.reason === 'RESTORED'
          ? say`\`${name}\` is back, and stays until git has it again or \`sluice prune ${name}\` deletes it`
          : say`\`${name}\` is back`,
      ),
    );
  }
  const left = await api.get<RestorableJson>('/api/v1/deleted');
  terminal.emit(pipelines.length === 0 ? left : { ...left, restored });
  if (pipelines.length === 0) for (const line of restorableText(left, Date.now(), words)) terminal.say(line);
  return EXIT.done;
}
