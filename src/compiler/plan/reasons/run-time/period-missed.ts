import { say, type Message } from '../../../../message/index.ts';
import { isUpdated, type Reason } from '../../reason.ts';
import { changeOverOf, type ChangeOver } from './periods-at-change-over.ts';

/** A period between the last run before the change and the first after it that no run selects. */
export const periodMissed: Reason = {
  reason: 'PERIOD_MISSED',
  find(change) {
    const found = isUpdated(change) ? changeOverOf(change) : undefined;
    if (found?.kind !== 'missed') return [];
    return [{ meaning: 'data-affecting', consequence: consequenceOf(found), paths: [] }];
  },
};

function consequenceOf({ of, from, to }: ChangeOver): Message {
  if (of === 'time')
    return say`no run reads the window from ${from} to ${to}: the last run before the change ends there, the first after it begins there; \`sluice run --fire\` loads it`;
  return from === to
    ? say`no run has the \`bizdate\` ${from}: the last one before the change is for the day before, the first after it for the day after; \`sluice run --fire\` loads it`
    : say`no run has the \`bizdate\` ${from} to ${to}: they lie between the last run before the change and the first after it; \`sluice run --fire\` loads them`;
}
