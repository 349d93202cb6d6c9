import { listWords, type NeededApproval, type PlanDocument } from '../compiler/index.ts';
import { joined, say, type Message } from '../message/index.ts';

/** Whether a pull request may be merged as far as its plan goes, and why not. */
export interface Verdict {
  /** `waiting`: nothing is wrong, and somebody has to approve yet. */
  readonly state: 'passed' | 'failed' | 'waiting';
  readonly title: Message;
}

/** Judges a plan. A project without any pipeline fails: it is mostly the wrong folder, and would pass unseen. */
export function verdictOf(document: PlanDocument, missing: readonly NeededApproval[]): Verdict {
  const { actions, broken } = document.summary;
  const errors = document.diagnostics.filter(({ severity }) => severity === 'error').length;
  const pipelines = actions.create + actions.update + actions.replace + actions.move + actions.none + broken;
  if (pipelines === 0) return { state: 'failed', title: say`0 pipelines found` };
  if (errors > 0) return { state: 'failed', title: errors === 1 ? say`1 error` : say`${errors} errors` };
  if (missing.length > 0) {
    const named = missing.slice(0, MOST_NAMED).map(({ owners }) => listWords(owners));
    const who = missing.length > MOST_NAMED ? say`${enumerated(named)}, …` : enumerated(named);
    return { state: 'waiting', title: say`approval is missing: ${who}` };
  }
  const changes = document.changes.length;
  if (changes === 0) return { state: 'passed', title: say`no change` };
  return { state: 'passed', title: changes === 1 ? say`1 pipeline changes` : say`${changes} pipelines change` };
}

/** So many of those who have to approve are named in a title. */
const MOST_NAMED = 5;

function enumerated([first = joined([]), ...rest]: readonly Message[]): Message {
  return rest.reduce((list, each) => say`${list}, ${each}`, first);
}
