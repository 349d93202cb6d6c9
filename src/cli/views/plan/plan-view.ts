import type { LocatedDiagnostic, PlanDocument } from '../../../compiler/index.ts';
import type { Catalogue } from '../../../message/index.ts';
import type { Terminal } from '../../terminal.ts';
import { showDiagnostics } from '../check-view.ts';
import { unseen } from './emit-plans.ts';
import { planText } from './plan-text.ts';

/** How much is told, in which words. */
export interface PlanShowing {
  /** The project's folder, for the lines around a finding. */
  readonly root: string;
  readonly full: boolean;
  readonly catalogue: Catalogue | undefined;
}

/** Findings of one cause shown before a plan: it is the plan that was asked for. */
const MOST_FINDINGS = 20;

/** Plans of several environments, one after the other; a finding that several have is shown once. */
export function showPlans(documents: readonly PlanDocument[], terminal: Terminal, showing: PlanShowing): void {
  const shown: LocatedDiagnostic[] = [];
  for (const [index, document] of documents.entries()) {
    const diagnostics = unseen(document.diagnostics, shown);
    shown.push(...diagnostics);
    if (index > 0 && !terminal.quiet) terminal.show('');
    showPlan({ ...document, diagnostics }, terminal, showing);
  }
}

/** A plan for people at a terminal: first what is wrong with the project, then what becomes of its pipelines. */
export function showPlan(document: PlanDocument, terminal: Terminal, { root, full, catalogue }: PlanShowing): void {
  const { diagnostics } = document;
  const { paint, width, quiet } = terminal;
  const told = full ? diagnostics : diagnostics.filter((diagnostic) => concerns(diagnostic, document));
  showDiagnostics(told, root, terminal, { maxFindings: full ? 0 : MOST_FINDINGS, catalogue });
  const text = planText(document, { paint, width, full, quiet, catalogue });
  if (text !== '') terminal.show(text);
}

/** Of a plan's findings, every error, and what is said of changed files: warnings of what stays as it is are `check`'s. */
function concerns({ severity, file }: LocatedDiagnostic, { changes }: PlanDocument): boolean {
  return severity === 'error' || file === 'sluice.yaml' || changes.some((change) => change.file === file);
}
