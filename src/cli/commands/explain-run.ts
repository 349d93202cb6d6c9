import { catalogueOf, say } from '../../message/index.ts';
import type { RunStoryJson } from '../../server/index.ts';
import { EXIT, FailedOperation } from '../exit-code.ts';
import { openOperatorApi, type OperatorFlags } from '../operator-api.ts';
import { Terminal } from '../terminal.ts';
import { showRunStory } from '../views/run-story-view.ts';

/** `sluice explain-run RUN`: what became of a run, and why. */
export async function explainRunCommand(flags: OperatorFlags, [id = '']: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  await using api = await openOperatorApi(flags);
  const story = await api.find<RunStoryJson>(`/api/v1/runs/${encodeURIComponent(id)}/explain`);
  if (story === undefined)
    throw new FailedOperation(say`there is no run \`${id}\``, say`\`sluice runs\` lists the runs`);
  terminal.emit(story);
  showRunStory(story, terminal, catalogue);
  return EXIT.done;
}
