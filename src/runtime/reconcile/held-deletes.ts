import { DELETE_REASONS, type CompilationOutcome, type HeldDeletes } from '../../compiler/index.ts';
import { say, wordsOf } from '../../message/index.ts';
import type { Condition, Deployment, FoundCondition } from '../ports/index.ts';

type Policies = CompilationOutcome['policies'];

/** Reasons that are known only for want of a whole look: what was held before stays so, and nothing new is. */
const UNSURE: ReadonlySet<string> = new Set([DELETE_REASONS.noProject, DELETE_REASONS.incomplete]);

/**
 * Holds deletes on that were held before: what has waited for a yes does not go by itself because others went or came back, and
 * so few are left. Another `maxChangedShare` lets them go, being an answer too.
 */
export function heldSinceBefore(
  { prune, maxChangedShare }: Policies,
  gone: readonly string[],
  conditions: readonly Condition[],
): HeldDeletes | undefined {
  if (prune !== 'confirm') return undefined;
  const going = new Set(gone);
  const waiting = conditions
    .filter(
      ({ type, pipeline, reason }) => type === 'delete-held' && reason !== DELETE_REASONS.never && going.has(pipeline),
    )
    .filter(({ details }) => details?.['share'] === maxChangedShare);
  if (waiting.length === 0) return undefined;
  return {
    code: DELETE_REASONS.unconfirmed,
    why: say`${waiting.length} of ${gone.length} deletes were held before, and nobody has confirmed them: \`sluice prune\` shows them`,
  };
}

/** The conditions of deletes that are held, as they are to be on record. */
export function heldConditions(
  held: HeldDeletes | undefined,
  gone: readonly string[],
  { maxChangedShare }: Policies,
  deployments: readonly Deployment[],
  conditions: readonly Condition[],
): readonly FoundCondition[] {
  if (held === undefined) return [];
  if (UNSURE.has(held.code)) return conditions.filter(({ type }) => type === 'delete-held');
  const generations = new Map(deployments.map(({ pipeline, generation }) => [pipeline, generation]));
  return gone.map((pipeline) => ({
    pipeline,
    subject: '',
    reason: held.code,
    message: wordsOf(held.why),
    generation: generations.get(pipeline) ?? 0,
    details: { share: maxChangedShare },
  }));
}

/** Restored deployments that the desired state does not have yet: they stay. */
export function stillRestored(
  { pipelines }: Pick<CompilationOutcome, 'pipelines'>,
  deployments: readonly Deployment[],
  conditions: readonly Condition[],
): readonly Condition[] {
  const restored = conditions.filter(({ type }) => type === 'restored');
  if (restored.length === 0) return [];
  const wanted = new Set(pipelines.map(({ name }) => name));
  const known = new Map(deployments.map((deployment) => [deployment.pipeline, deployment]));
  return restored.filter(({ pipeline, generation }) => {
    const deployment = known.get(pipeline);
    // an older one was read before it was restored
    const isGoneSince = deployment?.state === 'deleted' && deployment.generation > generation;
    return !isGoneSince && !wanted.has(pipeline);
  });
}
