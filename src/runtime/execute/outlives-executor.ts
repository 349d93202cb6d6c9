import type { Engines } from '../ports/index.ts';

/** Whether jobs of an engine go on without the process that started them. One that cannot be had has nothing that could. */
export function outlivesExecutor(engines: Engines, type: string): boolean {
  try {
    return engines.get(type).outlivesExecutor;
  } catch {
    return false;
  }
}
