import type { PlanDocument } from '../compiler/index.ts';
import type { Annotation } from './forge.ts';

/** A plan, ready to be published. */
export interface Publication {
  readonly document: PlanDocument;
  /** The commit of the base branch that it was made for. */
  readonly base: string;
  /** The plan for a comment, with these lines in place of the approvals that it needs: publishing knows who has given them. */
  readonly markdown: (approvals?: readonly string[]) => string;
  readonly annotations: readonly Annotation[];
}
