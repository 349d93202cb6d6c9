import { say, type Message } from '../message/index.ts';
import type { CompilationOutcome } from './compilation-result.ts';

/** Below this many deployments a share means nothing: removing one of two files is no accident. */
const SHARE_COUNTS_FROM = 4;

/** Why deletes are held: constants, pages and alerts go by them. */
export const DELETE_REASONS = {
  never: 'DELETE_HELD_NEVER',
  incomplete: 'DELETE_HELD_INCOMPLETE',
  noProject: 'DELETE_HELD_NO_PROJECT',
  empty: 'DELETE_HELD_EMPTY',
  share: 'DELETE_HELD_SHARE',
  /** Said by the daemon alone, which knows what it has held before. */
  unconfirmed: 'DELETE_HELD_UNCONFIRMED',
} as const;

/** Why what is gone from the project stays deployed. */
export interface HeldDeletes {
  /** One of {@link DELETE_REASONS}. */
  readonly code: string;
  readonly why: Message;
}

/**
 * Decides whether deployments that the desired state does not have any more may be deleted; undefined = they may. All or
 * none: half of a mistake is harder to undo than a whole one. With `prune: confirm` a share of more than
 * `maxChangedShare` waits for a person; `auto` has no such limit, `never` deletes nothing. The daemon goes by it, and plans say
 * what the daemon would hold.
 *
 * @param gone Names of live deployments without a compiled pipeline.
 * @param live How many deployments are live altogether.
 */
export function guardDeletes(
  compilation: Pick<CompilationOutcome, 'project' | 'incomplete' | 'pipelines' | 'policies'>,
  gone: readonly string[],
  live: number,
): HeldDeletes | undefined {
  if (gone.length === 0) return undefined;
  if (compilation.project === undefined) {
    return {
      code: DELETE_REASONS.noProject,
      why: say`sluice.yaml is missing or cannot be compiled; see the diagnostics. Nothing is deleted`,
    };
  }
  if (compilation.incomplete) {
    return {
      code: DELETE_REASONS.incomplete,
      why: say`files with errors may hide ${listed(gone)}, which keep their last good version`,
    };
  }
  if (compilation.pipelines.length === 0) {
    return {
      code: DELETE_REASONS.empty,
      why: say`the project has no pipeline left while ${live} are deployed`,
    };
  }
  return heldByPolicy(compilation.policies, gone, live);
}

/** What `prune` and `maxChangedShare` alone hold, of a project that compiles whole. */
export function heldByPolicy(
  { prune, maxChangedShare }: CompilationOutcome['policies'],
  gone: readonly string[],
  live: number,
): HeldDeletes | undefined {
  if (gone.length === 0) return undefined;
  const names = listed(gone);
  if (prune === 'never')
    return { code: DELETE_REASONS.never, why: say`the project's policy is never to delete: ${names}` };
  if (prune === 'confirm' && live >= SHARE_COUNTS_FROM && gone.length > live * maxChangedShare) {
    return {
      code: DELETE_REASONS.share,
      why: say`${gone.length} of ${live} deployments would go, more than the share of ${maxChangedShare} that may: ${names}`,
    };
  }
  return undefined;
}

/** As many names as can be read at once. */
const NAMED = 20;

function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, NAMED)
    .map((name) => `\`${name}\``)
    .join(', ');
  return names.length > NAMED ? `${shown}, ...` : shown;
}
