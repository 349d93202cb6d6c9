import { toPlanDocument, type PlanDocument } from '../../compiler/index.ts';
import { catalogueOf } from '../../message/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { exitCodeOf as exitCodeOfFindings, isMissingProject, refuseUndeclaredEnvironment } from '../findings.ts';
import { openBase, type BaseFlags } from '../plan/base-of.ts';
import { askSizes } from '../plan/ask-sizes.ts';
import { environmentsOf, type EnvironmentFlags } from '../plan/environments-of.ts';
import { makePlan } from '../plan/make-plan.ts';
import { planAnswer } from '../plan/plan-answer.ts';
import { planQuestion, type QuestionFlags } from '../plan/plan-question.ts';
import { withDrift } from '../plan/with-drift.ts';
import { refuseSeveral, writePlan, type AnsweredPlan } from '../plan/write-plan.ts';
import { cacheFolder, projectRoot } from '../project-root.ts';
import { repositoryPrefix } from '../repository-prefix.ts';
import { Terminal } from '../terminal.ts';
import { PLAN_FORMATS } from '../views/plan/emit-plan.ts';
import { emitPlans } from '../views/plan/emit-plans.ts';
import { showPlans } from '../views/plan/plan-view.ts';

interface PlanFlags extends BaseFlags, EnvironmentFlags, QuestionFlags {
  readonly detailedExitcode?: boolean;
  readonly connect?: boolean;
  readonly out?: string;
}

/** `sluice plan`: what a change of the project means, in one environment or several. */
export async function planCommand(flags: PlanFlags): Promise<number> {
  const terminal = new Terminal(flags, PLAN_FORMATS);
  const { language } = terminal;
  const question = planQuestion(flags);
  const root = projectRoot(flags);
  const environments = environmentsOf(root, flags);
  if (flags.out !== undefined) refuseSeveral(environments);
  await using base = await openBase(root, flags);
  const catalogue = await catalogueOf(language);
  const now = question.after ?? Date.now();
  const sizes = flags.connect === true ? askSizes(root, terminal, catalogue) : undefined;
  const [plans, files]: [AnsweredPlan[], Set<string>] = [[], new Set()];
  for (const environment of environments) {
    const options = { environment, cacheFolder: cacheFolder(root), language };
    const made = await makePlan(root, base, options, now, sizes, question.selection);
    refuseUndeclaredEnvironment(made.head.diagnostics);
    const whole = flags.live === true ? withDrift(made.plan, await base.drift()) : made.plan;
    const plan = planAnswer({ ...made, plan: whole }, question);
    plans.push({ ...made, plan, document: toPlanDocument(plan, catalogue) });
    for (const file of made.files) files.add(file);
  }
  const documents = plans.map(({ document }) => document);
  const exitCode = worstOf(documents.map((document) => exitCodeOf(document, flags)));
  await emitPlans(documents, { files: [...files], prefix: repositoryPrefix(root), exitCode }, terminal);
  showPlans(documents, terminal, { root, full: question.full, catalogue });
  if (flags.out !== undefined) for (const plan of plans) await writePlan(flags.out, plan, terminal);
  return exitCode;
}

/** Errors win over changes; changes are told only where that is asked for. */
function exitCodeOf(
  { diagnostics, changes, drift = [], backfills = [] }: PlanDocument,
  { detailedExitcode }: PlanFlags,
): ExitCode {
  if (diagnostics.some(isMissingProject)) return EXIT.configuration;
  const failed = exitCodeOfFindings(diagnostics, 'error');
  if (failed !== EXIT.done || detailedExitcode !== true) return failed;
  return changes.length + drift.length + backfills.length > 0 ? EXIT.changes : EXIT.done;
}

/** A project that is missing before errors, and errors before changes. */
function worstOf(codes: readonly ExitCode[]): ExitCode {
  const order = [EXIT.configuration, EXIT.failed, EXIT.changes];
  return order.find((code) => codes.includes(code)) ?? EXIT.done;
}
