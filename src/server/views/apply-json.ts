import type { SavedChange } from '../../compiler/index.ts';
import type { AppliedPlan } from '../../runtime/index.ts';
import { FORMAT_VERSION } from './format-version.ts';

/** A pipeline that is deployed otherwise than a plan has it: digests of artefacts, null = not deployed. */
export interface DifferenceJson {
  readonly pipeline: string;
  readonly expected: string | null;
  readonly found: string | null;
  /** What the plan would have made it; null = it would have been gone. */
  readonly planned: string | null;
}

/** What became of a saved plan (schemas/apply.schema.json). */
export interface ApplyJson {
  readonly formatVersion: typeof FORMAT_VERSION;
  readonly outcome: AppliedPlan['outcome'];
  readonly project: string;
  readonly environment: string;
  /** Names the plan in the audit. */
  readonly seal: string;
  readonly revision: string;
  readonly changes: readonly SavedChange[];
  /** None but where it was refused. */
  readonly differences: readonly DifferenceJson[];
}

/** An applied plan, or one that was refused, in that shape. */
export function toApplyJson({ outcome, plan, differences }: AppliedPlan): ApplyJson {
  const { project, environment, seal, revision, changes } = plan;
  const planned = new Map(changes.map(({ pipeline, after }) => [pipeline, after]));
  return {
    formatVersion: FORMAT_VERSION,
    outcome,
    project,
    environment,
    seal,
    revision,
    changes,
    differences: differences.map(({ pipeline, expected, found }) => ({
      pipeline,
      expected: expected ?? null,
      found: found ?? null,
      planned: planned.get(pipeline) ?? null,
    })),
  };
}
