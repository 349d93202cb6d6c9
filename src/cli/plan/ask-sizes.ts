import { say, wordsOf, type Catalogue } from '../../message/index.ts';
import type { Terminal } from '../terminal.ts';
import type { AskSizes } from './make-plan.ts';

/** Names of datasources that the line of progress has room for. */
const MOST_NAMED = 5;

/** Asks the real sources, in the time that `check --connect` gives them. */
export function askSizes(root: string, terminal: Terminal, catalogue: Catalogue | undefined): AskSizes {
  return async (pipelines) => {
    const { createSystemClock, lookAtSizes } = await import('../../runtime/index.ts');
    const sizes = await lookAtSizes({
      root,
      pipelines,
      environment: process.env,
      clock: createSystemClock(),
      onProgress: (open, all) =>
        terminal.progress(
          open.length === 0
            ? ''
            : wordsOf(say`looking at ${open.slice(0, MOST_NAMED).join(', ')} (${all} in all)`, catalogue),
        ),
    });
    terminal.progress('');
    return sizes;
  };
}
