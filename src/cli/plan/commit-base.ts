import {
  compileAtCommit,
  digestOfAll,
  readTreeState,
  sideOf,
  type CommittedProject,
  type CompilationOutcome,
  type PlanSide,
} from '../../compiler/index.ts';
import { say, type Message } from '../../message/index.ts';
import { FailedOperation } from '../exit-code.ts';
import type { PlanBase } from './plan-base.ts';
import { withShared } from './with-shared.ts';

/** The project as a commit has it: no server is asked. */
export function commitBase(root: string, ref: string): PlanBase {
  return {
    async sideFor(head, options) {
      const [committed, tree] = await Promise.all([compileAtCommit(root, ref, options, head), readTreeState(root)]);
      if ('failure' in committed) throw new FailedOperation(committed.message, committed.help);
      const { notes } = committed;
      return {
        side: sideOfCommit(committed, head, ref),
        ...(tree === undefined ? {} : { head: tree }),
        notes: [...notes, ...notesOnErrors(committed)],
      };
    },
  };
}

/** The side as the commit has it: what was compiled of it, and the working tree's own where nothing differs. */
function sideOfCommit({ commit, result, only }: CommittedProject, head: CompilationOutcome, ref: string): PlanSide {
  const side = withShared(sideOf(result, { kind: 'git', ref, commit }), head.pipelines);
  if (only === undefined) return side;
  const own = sideOf(head, { kind: 'folder' });
  const fileOf = new Map((head.definitions ?? []).map(({ name, at }) => [name, at.file]));
  const isSame = (definition: string): boolean => !only.has(fileOf.get(definition) ?? '');
  const same = [...own.pipelines].filter(([name, { family }]) => isSame(family ?? name));
  const pipelines = new Map([...same, ...side.pipelines].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    origin: {
      kind: 'git',
      ref,
      commit,
      get digest() {
        return digestOfAll([...pipelines.values()]);
      },
    },
    pipelines,
    broken: new Set([...side.broken, ...[...own.broken].filter(isSame)]),
    incomplete: side.incomplete,
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
