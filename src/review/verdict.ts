import type { PlanDocument } from '../compiler/index.ts';
import { say, type Message } from '../message/index.ts';
import type { RequiredApproval } from './publication.ts';

/** Whether a pull request may be merged as far as its plan goes, and why not. */
export interface Verdict {
  readonly passed: boolean;
  readonly title: Message;
}

/** Judges a plan. A project without any pipeline fails: it is mostly the wrong folder, and would pass unseen. */
export function verdictOf(document: PlanDocument, missing: readonly RequiredApproval[]): Verdict {
  const { actions, broken } = document.summary;
  const errors = document.diagnostics.filter(({ severity }) => severity === 'error').length;
  const pipelines = actions.create + actions.update + actions.replace + actions.move + actions.none + broken;
  if (pipelines === 0) return { passed: false, title: say`0 pipelines found` };
  if (errors > 0) return { passed: false, title: errors === 1 ? say`1 error` : say`${errors} errors` };
  if (missing.length > 0) {
    const who = missing.map(({ by }) => by).join(', ');
    return { passed: false, title: say`approval is missing: ${who}` };
  }
  const changes = document.changes.length;
  if (changes === 0) return { passed: true, title: say`no change` };
  return { passed: true, title: changes === 1 ? say`1 pipeline changes` : say`${changes} pipelines change` };
}
