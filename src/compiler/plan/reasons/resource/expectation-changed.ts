import { say, type Message } from '../../../../message/index.ts';
import { formatDuration } from '../../../../time/index.ts';
import type { Expectation } from '../../../artefact/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another expectation of runs: which of them succeed, and with that whether the position moves and what depends on them runs. */
export const expectationChanged: Reason = {
  reason: 'EXPECTATION_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/expect'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const consequence = consequenceOf(change.before.pipeline.expect, change.after.pipeline.expect);
    return [{ meaning: 'data-affecting', consequence, paths }];
  },
};

function consequenceOf(was: Expectation | undefined, is: Expectation | undefined): Message {
  if (is === undefined) return say`a run succeeds whatever it has moved; before, it failed unless ${textOf(was ?? {})}`;
  const now = say`a run fails unless ${textOf(is)}`;
  if (was === undefined) return say`${now}; what it has written stays then, and its position does not move`;
  return say`${now}; before, unless ${textOf(was)}`;
}

function textOf({ rows, freshness }: Expectation): Message {
  const age = freshness === undefined ? undefined : say`the newest row is at most ${formatDuration(freshness.ms)} old`;
  if (rows === undefined) return age ?? say`it has ended well`;
  const count = countText(rows);
  return age === undefined ? count : say`${count}, and ${age}`;
}

function countText({ min, max }: NonNullable<Expectation['rows']>): Message {
  if (min === undefined) return say`it has written at most ${max ?? 0} rows`;
  if (max !== undefined) return say`it has written ${min} to ${max} rows`;
  return min === 1 ? say`it has written a row` : say`it has written at least ${min} rows`;
}
