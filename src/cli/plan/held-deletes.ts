import {
  DELETE_REASONS,
  guardDeletes,
  type CompilationOutcome,
  type HeldDeletes,
  type Plan,
  type PlanSide,
} from '../../compiler/index.ts';
import { say, type Message } from '../../message/index.ts';

/** Why the daemon would keep what is gone from the project; undefined where it would delete it. */
export function heldDeletes(head: CompilationOutcome, base: PlanSide, plan: Plan): HeldDeletes | undefined {
  const kept = new Set([...head.pipelines.map(({ name }) => name), ...plan.changes.map(({ from }) => from)]);
  const gone = [...base.pipelines.keys()].filter((name) => !kept.has(name)).sort();
  return guardDeletes(head, gone, base.pipelines.size);
}

/** What only policies hold, whatever is deployed. */
const BY_POLICY: readonly string[] = [DELETE_REASONS.never, DELETE_REASONS.share];

/** The same for a plan: of what is deployed, or, by the pipelines of a commit, of what may be. */
export function heldWords(held: HeldDeletes | undefined, isDeployed: boolean): readonly Message[] {
  if (held === undefined) return [];
  if (isDeployed) return [say`the daemon would delete nothing (${held.code}): ${held.why}`];
  if (!BY_POLICY.includes(held.code)) return [];
  return [say`where all of the base is deployed, the daemon would delete nothing (${held.code}): ${held.why}`];
}
