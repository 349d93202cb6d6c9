import { say } from '../../../../message/index.ts';
import { isBrokenInBase, type Reason } from '../../reason.ts';

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
