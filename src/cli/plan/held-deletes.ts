import {
  guardDeletes,
  type CompilationOutcome,
  type HeldDeletes,
  type Plan,
  type PlanSide,
} from '../../compiler/index.ts';

/** Why the daemon would keep what is gone from the project; undefined where it would delete it. */
export function heldDeletes(head: CompilationOutcome, base: PlanSide, plan: Plan): HeldDeletes | undefined {
  const kept = new Set([...head.pipelines.map(({ name }) => name), ...plan.changes.map(({ from }) => from)]);
  const gone = [...base.pipelines.keys()].filter((name) => !kept.has(name)).sort();
  return guardDeletes(head, gone, base.pipelines.size);
}
