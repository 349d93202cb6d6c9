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
  if (is === undefined) return say`a run succeeds whatever it has moved; before, ${outcomeOf(was ?? {}, 'was')}`;
  const now = outcomeOf(is, 'is');
  if (was !== undefined) return say`${now}; before, ${outcomeOf(was, 'was')}`;
  if (is.onFailure === 'warn') return now;
  return say`${now}; what it has written stays then, and its position does not move`;
}

/** What becomes of a run, and unless what. */
function outcomeOf(expectation: Expectation, when: 'was' | 'is'): Message {
  const text = textOf(expectation);
  const was = when === 'was';
  switch (expectation.onFailure) {
    case 'retry':
      return was ? say`it was tried again unless ${text}` : say`a run is tried again unless ${text}`;
    case 'warn':
      return was ? say`it succeeded with a warning unless ${text}` : say`a run succeeds with a warning unless ${text}`;
    case undefined:
      return was ? say`it failed unless ${text}` : say`a run fails unless ${text}`;
    default:
      return expectation.onFailure satisfies never;
  }
}

function textOf({ rows, freshness, sameRows }: Expectation): Message {
  const parts = [
    ...(rows === undefined ? [] : [countText(rows)]),
    ...(freshness === undefined ? [] : [say`the newest row is at most ${formatDuration(freshness.ms)} old`]),
    ...(sameRows === undefined ? [] : [sameRowsText(sameRows)]),
  ];
  const [first, ...others] = parts;
  return others.reduce((text, part) => say`${text}, and ${part}`, first ?? say`it has ended well`);
}

function sameRowsText({ tolerance, sums, sinkWhere }: NonNullable<Expectation['sameRows']>): Message {
  const names = sums.map((name) => `\`${name}\``).join(', ');
  const what = sums.length === 0 ? say`rows` : say`rows and sums of ${names}`;
  const whose = sinkWhere === undefined ? what : say`${what}, of the sink those of \`sinkWhere\``;
  const same = say`source and sink have the same ${whose}`;
  return tolerance === 0 ? same : say`${same}, up to ${tolerance} of them`;
}

function countText({ min, max }: NonNullable<Expectation['rows']>): Message {
  if (min === undefined) return say`it has written at most ${max ?? 0} rows`;
  if (max !== undefined) return say`it has written ${min} to ${max} rows`;
  return min === 1 ? say`it has written a row` : say`it has written at least ${min} rows`;
}
