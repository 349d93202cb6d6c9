import { say, type Message } from '../../../../message/index.ts';
import { isUpdated, type Reason } from '../../reason.ts';
import { changeOverOf, type ChangeOver } from './periods-at-change-over.ts';

/** A period that the last run before the change has selected, and the first after it selects again. */
export const periodLoadedAgain: Reason = {
  reason: 'PERIOD_LOADED_AGAIN',
  find(change) {
    const found = isUpdated(change) ? changeOverOf(change) : undefined;
    if (found?.kind !== 'again') return [];
    return [{ meaning: 'data-affecting', consequence: consequenceOf(found), paths: [] }];
  },
};

function consequenceOf({ of, from, to }: ChangeOver): Message {
  if (of === 'time')
    return say`its first run reads the window from ${from} to ${to} again: the last run before the change has read it`;
  return from === to
    ? say`its first run has the \`bizdate\` ${from} again: the last run before the change has loaded that day`
    : say`its first runs have the \`bizdate\` ${from} to ${to} again: runs before the change have loaded those days`;
}
