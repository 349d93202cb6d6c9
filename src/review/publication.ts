import type { PlanDocument } from '../compiler/index.ts';
import type { Annotation } from './forge.ts';

/** An approval that the project's policies ask for. */
export interface RequiredApproval {
  /** A login, or a team or group, with `@` or without. */
  readonly by: string;
  readonly pipelines: readonly string[];
}

/** A plan, ready to be published. */
export interface Publication {
  readonly document: PlanDocument;
  /** The commit of the base branch that it was made for. */
  readonly base: string;
  /** The plan for a comment. */
  readonly markdown: string;
  readonly annotations: readonly Annotation[];
  readonly approvals: readonly RequiredApproval[];
}
