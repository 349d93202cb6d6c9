import type { Artefact } from '../compiler/index.ts';
import { closureAt } from '../time/index.ts';
import { OperatingError } from './errors.ts';

/**
 * Throws STORE_CONFLICT where the freezes of a pipeline let nothing of it start at a moment. For what people ask for, who may run it
 * during a freeze all the same; the scheduler holds or skips fires by them.
 */
export function refuseFrozen({ name, freezes = [] }: Artefact['pipeline'], now: number): void {
  const closure = freezes.length === 0 ? undefined : closureAt(freezes, now);
  if (closure === undefined) return;
  const until = closure.until === undefined ? '' : ` until ${new Date(closure.until).toISOString()}`;
  throw new OperatingError(
    'STORE_CONFLICT',
    `the freeze \`${closure.freeze.name}\` lets \`${name}\` not start${until}`,
    {
      retryable: false,
      help: '`sluice run --during-freeze` (`"duringFreeze": true` over HTTP) runs it all the same',
      fields: { freeze: closure.freeze.name },
    },
  );
}
