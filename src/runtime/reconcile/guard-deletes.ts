import type { CompilationResult } from '../../compiler/index.ts';
import type { Deployment, RunReason } from '../ports/index.ts';

/** Below this many deployments a share means nothing: removing one of two files is no accident. */
export const SHARE_COUNTS_FROM = 4;

export const DELETE_REASONS = {
  never: 'DELETE_HELD_NEVER',
  incomplete: 'DELETE_HELD_INCOMPLETE',
  noProject: 'DELETE_HELD_NO_PROJECT',
  empty: 'DELETE_HELD_EMPTY',
  share: 'DELETE_HELD_SHARE',
} as const;

export interface GuardedDeletes {
  readonly allowed: readonly Deployment[];
  /** Why the rest, all of them, stays. */
  readonly held: RunReason | undefined;
}

/**
 * Decides whether deployments that the desired state does not have any more may be deleted. All or
 * none: half of a mistake is harder to undo than a whole one. With `prune: confirm` a share of more than
 * `maxChangedShare` waits for a person; `auto` has no such limit, `never` deletes nothing.
 *
 * @param gone Live deployments without a compiled pipeline.
 * @param live How many deployments are live altogether.
 */
export function guardDeletes(
  compilation: CompilationResult,
  gone: readonly Deployment[],
  live: number,
): GuardedDeletes {
  if (gone.length === 0) return { allowed: [], held: undefined };
  const names = gone.map((deployment) => deployment.pipeline).join(', ');
  if (compilation.project === undefined) {
    return hold(
      DELETE_REASONS.noProject,
      'sluice.yaml is missing or cannot be compiled; see the diagnostics. Nothing is deleted',
    );
  }
  if (compilation.incomplete) {
    return hold(DELETE_REASONS.incomplete, `files with errors may hide ${names}, which keep their last good version`);
  }
  if (compilation.pipelines.length === 0) {
    return hold(DELETE_REASONS.empty, `the project has no pipeline left while ${live} are deployed`);
  }
  const { prune, maxChangedShare } = compilation.policies;
  if (prune === 'never') return hold(DELETE_REASONS.never, `the project's policy is never to delete: ${names}`);
  if (prune === 'confirm' && live >= SHARE_COUNTS_FROM && gone.length > live * maxChangedShare) {
    return hold(
      DELETE_REASONS.share,
      `${gone.length} of ${live} deployments would go, more than the share of ${maxChangedShare} that may: ${names}`,
    );
  }
  return { allowed: gone, held: undefined };
}

function hold(code: string, message: string): GuardedDeletes {
  return { allowed: [], held: { code, message } };
}
