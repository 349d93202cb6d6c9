import type { Catalogue } from '../../message/index.ts';
import { lookProgress } from '../look-progress.ts';
import type { Terminal } from '../terminal.ts';
import type { AskSizes } from './make-plan.ts';

/** Asks the real sources, in the time that `check --connect` gives them. */
export function askSizes(root: string, terminal: Terminal, catalogue: Catalogue | undefined): AskSizes {
  return async (pipelines) => {
    const { createSystemClock, lookAtSizes } = await import('../../runtime/index.ts');
    const sizes = await lookAtSizes({
      root,
      pipelines,
      environment: process.env,
      clock: createSystemClock(),
      onProgress: lookProgress(terminal, catalogue),
    });
    terminal.progress('');
    return sizes;
  };
}
