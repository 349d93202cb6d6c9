import { toPlanDocument, type PlanDocument } from '../../compiler/index.ts';
import { catalogueOf } from '../../message/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { exitCodeOf as exitCodeOfFindings, isMissingProject, refuseUndeclaredEnvironment } from '../findings.ts';
import { openBase, type BaseFlags } from '../plan/base-of.ts';
import { askSizes } from '../plan/ask-sizes.ts';
import { makePlan } from '../plan/make-plan.ts';
import { planAnswer } from '../plan/plan-answer.ts';
import { planQuestion, type QuestionFlags } from '../plan/plan-question.ts';
import { cacheFolder, projectRoot } from '../project-root.ts';
import { repositoryPrefix } from '../repository-prefix.ts';
import { Terminal } from '../terminal.ts';
import { emitPlan, PLAN_FORMATS } from '../views/plan/emit-plan.ts';
import { showPlan } from '../views/plan/plan-view.ts';

interface PlanFlags extends BaseFlags, QuestionFlags {
  readonly detailedExitcode?: boolean;
  readonly connect?: boolean;
}

/** `sluice plan`: what a change of the project means. */
export async function planCommand(flags: PlanFlags): Promise<number> {
  const terminal = new Terminal(flags, PLAN_FORMATS);
  const question = planQuestion(flags);
  const root = projectRoot(flags);
  await using base = await openBase(root, flags);
  const made = await makePlan(
    root,
    base,
    { environment: flags.env ?? 'default', cacheFolder: cacheFolder(root), language: terminal.language },
    question.after ?? Date.now(),
    flags.connect === true ? askSizes(root, terminal, await catalogueOf(terminal.language)) : undefined,
  );
  const { head } = made;
  refuseUndeclaredEnvironment(head.diagnostics);
  const catalogue = await catalogueOf(terminal.language);
  const document = toPlanDocument(planAnswer(made, question), catalogue);
  const exitCode = exitCodeOf(document, flags);
  await emitPlan(document, { files: head.fileNames ?? [], prefix: repositoryPrefix(root), exitCode }, terminal);
  showPlan(document, terminal, { root, full: question.full, catalogue });
  return exitCode;
}

/** Errors win over changes; changes are told only where that is asked for. */
function exitCodeOf({ diagnostics, changes, drift = [] }: PlanDocument, { detailedExitcode }: PlanFlags): ExitCode {
  if (diagnostics.some(isMissingProject)) return EXIT.configuration;
  const failed = exitCodeOfFindings(diagnostics, 'error');
  if (failed !== EXIT.done || detailedExitcode !== true) return failed;
  return changes.length + drift.length > 0 ? EXIT.changes : EXIT.done;
}
