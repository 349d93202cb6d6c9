import { compileAtCommit, readTreeState, sideOf, type CommittedProject } from '../../compiler/index.ts';
import { say, type Message } from '../../message/index.ts';
import { FailedOperation } from '../exit-code.ts';
import type { PlanBase } from './plan-base.ts';
import { withShared } from './with-shared.ts';

/** The project as a commit has it: no server is asked. */
export function commitBase(root: string, ref: string): PlanBase {
  return {
    async sideFor(head, options) {
      const committed = await compileAtCommit(root, ref, options);
      if ('failure' in committed) throw new FailedOperation(committed.message, committed.help);
      const { commit, result, notes } = committed;
      const tree = await readTreeState(root);
      return {
        side: withShared(sideOf(result, { kind: 'git', ref, commit }), head.pipelines),
        ...(tree === undefined ? {} : { head: tree }),
        notes: [...notes, ...notesOnErrors(committed)],
      };
    },
  };
}

/** What could not be compared, because it does not compile there. */
function notesOnErrors({ result, hasProject }: CommittedProject): readonly Message[] {
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
  if (!hasProject || errors.length === 0) return [];
  if (!result.incomplete)
    return [say`the base does not compile whole (${errors.length} errors): what is wrong there is not compared`];
  return [
    say`the base does not compile whole (${errors.length} errors), and a file of it cannot be read: pipelines of that file show as new`,
  ];
}
