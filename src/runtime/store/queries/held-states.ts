import type { RunState } from '../../ports/index.ts';

/** The states in which an executor holds a run. */
export const HELD_STATES: readonly RunState[] = ['claimed', 'starting', 'running'];
