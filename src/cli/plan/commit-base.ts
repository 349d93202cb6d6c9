import { compileAtCommit, sideOf } from '../../compiler/index.ts';
import { FailedOperation } from '../exit-code.ts';
import type { PlanBase } from './plan-base.ts';

/** The project as a commit has it: no server is asked. */
export function commitBase(root: string, ref: string): PlanBase {
  return {
    async sideFor(_head, options) {
      const committed = await compileAtCommit(root, ref, options);
      if ('failure' in committed) throw new FailedOperation(committed.message, committed.help);
      const { commit, result } = committed;
      return { side: sideOf(result, { kind: 'git', ref, commit }), notes: [] };
    },
  };
}
