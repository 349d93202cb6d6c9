import { closureAt, skipAt, type Closure } from '../../time/index.ts';
import type { Fire } from './record-fire.ts';
import type { ScheduledArtefact } from './scheduler-context.ts';

/** What holds the starts of a pipeline at a moment, as its freezes wait for their end; undefined where nothing does. */
export function holdAt({ pipeline: { freezes = [] } }: ScheduledArtefact, now: number): Closure | undefined {
  const closure = freezes.length === 0 ? undefined : closureAt(freezes, now);
  return closure?.freeze.fires === 'hold' ? closure : undefined;
}

/** What skips a fire: a freeze at the moment when it was due, or one by now. */
export function skipOf({ artefact, fireTime, dueTime = fireTime, trigger }: Fire, now: number): Closure | undefined {
  const { freezes = [] } = artefact.pipeline;
  if (freezes.length === 0) return undefined;
  // what an upstream fires is due when that has succeeded
  return trigger === 'schedule' ? skipAt(freezes, dueTime, now) : skipAt(freezes, now);
}
