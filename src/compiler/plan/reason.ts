import type { Artefact } from '../artefact/index.ts';
import type { Firing } from './next-fires.ts';
import type { Downstream, Finding, RunTimeValueChange } from './plan.ts';
import type { DeployedFacts, PlanFacts, PlanSide } from './plan-side.ts';
import type { ValueChange } from './value-change.ts';

/** One pipeline that is not on both sides the same: what reasons look at. */
export interface ChangedPipeline {
  /** As the head calls it; of a deleted one as the base does. */
  readonly name: string;
  readonly before?: Artefact;
  readonly after?: Artefact;
  /** None of one that is created or deleted. */
  readonly values: readonly ValueChange[];
  /** When it fires on each side that has it. */
  readonly firing: { readonly before?: Firing; readonly after?: Firing };
  readonly runTimeValues: readonly RunTimeValueChange[];
  readonly deployed?: DeployedFacts;
  readonly base: PlanSide;
  readonly head: PlanSide;
  /** What pipelines of the head were called at the base, where that was another name. */
  readonly formerNames: ReadonlyMap<string, string>;
  readonly facts: PlanFacts;
}

/** A pipeline that was there and stays. */
export interface UpdatedPipeline extends ChangedPipeline {
  readonly before: Artefact;
  readonly after: Artefact;
  readonly firing: { readonly before: Firing; readonly after: Firing };
}

/** What is known of a change when a reason is asked. */
export interface KnownOfChange {
  /** What the reasons before it have found. */
  readonly findings: readonly Finding[];
  readonly downstream: readonly Downstream[];
}

/** One thing that a change can do: one file, one constant. */
export interface Reason {
  /** For example `SCHEDULE_CHANGED`. */
  readonly reason: string;
  /** True where what runs or is kept of the pipeline cannot go on: the action is `replace`. */
  readonly replaces?: true;
  /** True where the next run reads what none has read before, or all of it again: how much that is may be asked of its source. */
  readonly readsAnew?: true;
  /** What it finds; nothing where it does not apply. */
  find(change: ChangedPipeline, known: KnownOfChange): readonly Omit<Finding, 'reason'>[];
}

/** True of a pipeline that was there and stays. */
export function isUpdated(change: ChangedPipeline): change is UpdatedPipeline {
  return change.before !== undefined && change.after !== undefined;
}

/** True of a pipeline that only the head has, because the base has errors in its definition. */
export function isBrokenInBase({ name, before, after, base, head }: ChangedPipeline): boolean {
  // what does not compile is known by its definition, of a family too
  return before === undefined && after !== undefined && base.broken.has(head.pipelines.get(name)?.family ?? name);
}

/** The changed values at these pointers and below them. */
export function valuesUnder(
  { values }: Pick<ChangedPipeline, 'values'>,
  ...pointers: readonly string[]
): readonly ValueChange[] {
  return values.filter(({ path }) => pointers.some((pointer) => path === pointer || path.startsWith(`${pointer}/`)));
}

/** Their pointers. */
export function pathsOf(values: readonly ValueChange[]): readonly string[] {
  return values.map(({ path }) => path);
}
