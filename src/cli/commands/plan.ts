import { toPlanDocument, type PlanDocument } from '../../compiler/index.ts';
import { catalogueOf, say } from '../../message/index.ts';
import { EXIT, UsageError, type ExitCode } from '../exit-code.ts';
import { exitCodeOf as exitCodeOfFindings, isMissingProject, refuseUndeclaredEnvironment } from '../findings.ts';
import { commitBase } from '../plan/commit-base.ts';
import { makePlan } from '../plan/make-plan.ts';
import { cacheFolder, projectRoot } from '../project-root.ts';
import { repositoryPrefix } from '../repository-prefix.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { emitPlan, PLAN_FORMATS } from '../views/plan/emit-plan.ts';
import { showPlan } from '../views/plan/plan-view.ts';

interface PlanFlags extends GlobalFlags {
  readonly base?: string;
  readonly detailedExitcode?: boolean;
  readonly full?: boolean;
}

/** `sluice plan`: what a change of the project means. */
export async function planCommand(flags: PlanFlags): Promise<number> {
  const terminal = new Terminal(flags, PLAN_FORMATS);
  const root = projectRoot(flags);
  if (flags.base === undefined) throw new UsageError(say`plan needs a base`, say`add --base REF`);
  const { plan, head } = await makePlan(
    root,
    commitBase(root, flags.base),
    { environment: flags.env ?? 'default', cacheFolder: cacheFolder(root), language: terminal.language },
    Date.now(),
  );
  refuseUndeclaredEnvironment(head.diagnostics);
  const catalogue = await catalogueOf(terminal.language);
  const document = toPlanDocument(plan, catalogue);
  const exitCode = exitCodeOf(document, flags);
  await emitPlan(document, { files: head.fileNames ?? [], prefix: repositoryPrefix(root), exitCode }, terminal);
  showPlan(document, terminal, { root, full: flags.full === true, catalogue });
  return exitCode;
}

/** Errors win over changes; changes are told only where that is asked for. */
function exitCodeOf({ diagnostics, changes, drift = [] }: PlanDocument, { detailedExitcode }: PlanFlags): ExitCode {
  if (diagnostics.some(isMissingProject)) return EXIT.configuration;
  const failed = exitCodeOfFindings(diagnostics, 'error');
  if (failed !== EXIT.done || detailedExitcode !== true) return failed;
  return changes.length + drift.length > 0 ? EXIT.changes : EXIT.done;
}
