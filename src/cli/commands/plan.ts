import { toPlanDocument } from '../../compiler/index.ts';
import { catalogueOf, say } from '../../message/index.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { exitCodeOf, refuseUndeclaredEnvironment } from '../findings.ts';
import { commitBase } from '../plan/commit-base.ts';
import { makePlan } from '../plan/make-plan.ts';
import { cacheFolder, projectRoot } from '../project-root.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { showPlan } from '../views/plan/plan-view.ts';

interface PlanFlags extends GlobalFlags {
  readonly base?: string;
  readonly detailedExitcode?: boolean;
}

/** `sluice plan`: what a change of the project means. */
export async function planCommand(flags: PlanFlags): Promise<number> {
  const terminal = new Terminal(flags, ['text', 'json']);
  const root = projectRoot(flags);
  if (flags.base === undefined) throw new UsageError(say`plan needs a base`, say`add --base REF`);
  const { plan, head } = await makePlan(
    root,
    commitBase(root, flags.base),
    { environment: flags.env ?? 'default', cacheFolder: cacheFolder(root), language: terminal.language },
    Date.now(),
  );
  refuseUndeclaredEnvironment(head.diagnostics);
  const document = toPlanDocument(plan, await catalogueOf(terminal.language));
  terminal.emit(document);
  showPlan(document, terminal);
  const exitCode = exitCodeOf(head.diagnostics, 'error');
  if (exitCode !== EXIT.done) return exitCode;
  return flags.detailedExitcode === true && document.changes.length > 0 ? EXIT.changes : EXIT.done;
}
