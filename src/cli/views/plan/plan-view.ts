import type { PlanDocument } from '../../../compiler/index.ts';
import type { Terminal } from '../../terminal.ts';

/** A plan for people at a terminal. */
export function showPlan({ changes }: PlanDocument, terminal: Terminal): void {
  for (const { pipeline, action, consequences } of changes) {
    terminal.show(`${action}  ${pipeline}`);
    for (const consequence of consequences) terminal.show(`  ${consequence}`);
  }
}
