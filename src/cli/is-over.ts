import type { RunJson } from '../server/index.ts';

const FINAL: readonly RunJson['state'][] = ['succeeded', 'failed', 'timed-out', 'cancelled', 'skipped'];

/** True of a run from which nothing more comes, unless somebody asks for it once more. */
export function isOver({ state }: Pick<RunJson, 'state'>): boolean {
  return FINAL.includes(state);
}
