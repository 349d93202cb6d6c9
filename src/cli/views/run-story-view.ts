import { say, wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import { stepMessage } from '../../runtime/index.ts';
import type { RunStoryJson } from '../../server/index.ts';
import type { Terminal } from '../terminal.ts';
import { rowsOf } from './runs-view.ts';
import { showFindings } from './why-view.ts';

/** What became of a run: one sentence, the steps in order, then what it ran with. */
export function showRunStory(story: RunStoryJson, terminal: Terminal, catalogue: Catalogue | undefined): void {
  const words = (message: Message): string => wordsOf(message, catalogue);
  const { run, version, steps } = story;
  showFindings(story.findings, terminal, catalogue);
  terminal.show('');
  for (const step of steps) terminal.show(`${terminal.paint.dim(step.at)}  ${words(stepMessage(step))}`);
  terminal.show('');
  const facts: readonly (readonly [Message, string])[] = [
    [say`artefact`, run.artefactDigest],
    [say`generation`, version === null ? '' : String(version.generation)],
    [say`revision`, version?.revision ?? ''],
    [say`values`, pairs(run.values)],
    [say`parameters`, pairs(run.parameters)],
    [say`cursor from`, run.cursorBefore ?? ''],
    [say`cursor to`, run.cursorAfter ?? ''],
    [say`rows`, rowsOf(run)],
  ];
  for (const [name, value] of facts) if (value !== '') terminal.show(`${words(name)}: ${value}`);
}

function pairs(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
}
