import { say, wordsOf, type Catalogue } from '../message/index.ts';
import type { Terminal } from './terminal.ts';

/** Names of datasources that the line of progress has room for. */
const MOST_NAMED = 5;

/** Names the datasources that a look at real ones still waits for; nothing once it waits for none. */
export function lookProgress(
  terminal: Terminal,
  catalogue: Catalogue | undefined,
): (open: readonly string[], all: number) => void {
  return (open, all) =>
    terminal.progress(
      open.length === 0
        ? ''
        : wordsOf(say`looking at ${open.slice(0, MOST_NAMED).join(', ')} (${all} in all)`, catalogue),
    );
}
