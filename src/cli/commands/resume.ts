import { catalogueOf, say, wordsOf, type Message } from '../../message/index.ts';
import type { PausesJson } from '../../server/index.ts';
import { chosenPipelines } from '../chosen-pipelines.ts';
import { EXIT } from '../exit-code.ts';
import { openOperatorApi, type OperatorFlags } from '../operator-api.ts';
import type { SelectFlags } from '../select/selection.ts';
import { Terminal } from '../terminal.ts';

interface ResumeFlags extends OperatorFlags, SelectFlags {
  readonly skipMissed?: boolean;
}

/** `sluice resume PIPELINE...`: lets paused pipelines go on. */
export async function resumeCommand(flags: ResumeFlags, pipelines: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  const words = (message: Message): string => wordsOf(message, catalogue);
  await using api = await openOperatorApi(flags);
  const body = flags.skipMissed === true ? { skipMissed: true } : {};
  const items: PausesJson['items'][number][] = [];
  let formatVersion = '';
  for (const name of await chosenPipelines(api, pipelines, flags)) {
    const answer = await api.post<PausesJson>(`/api/v1/pipelines/${encodeURIComponent(name)}/resume`, body);
    formatVersion = answer.formatVersion;
    items.push(...answer.items);
    for (const { outcome } of answer.items)
      terminal.say(
        words(outcome === 'resumed' ? say`\`${name}\` goes on` : say`\`${name}\` was not paused; nothing was changed`),
      );
  }
  terminal.emit({ formatVersion, items });
  return EXIT.done;
}
