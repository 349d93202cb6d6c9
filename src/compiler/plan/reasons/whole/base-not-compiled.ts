import { say } from '../../../../message/index.ts';
import type { ChangedPipeline, Reason } from '../../reason.ts';

/** A pipeline that was there, but whose definition did not compile: it is judged like a new one. */
export const baseNotCompiled: Reason = {
  reason: 'BASE_NOT_COMPILED',
  find(change) {
    if (!isBrokenInBase(change)) return [];
    return [
      {
        meaning: 'data-affecting',
        consequence: say`its definition does not compile in the base, so what changes is not known: look at all that it does`,
        paths: [],
      },
    ];
  },
};

/** True of a pipeline that only the head has, because the base has errors in its definition. */
export function isBrokenInBase({ name, before, after, base, head }: ChangedPipeline): boolean {
  // what does not compile is known by its definition, of a family too
  return before === undefined && after !== undefined && base.broken.has(head.pipelines.get(name)?.family ?? name);
}
