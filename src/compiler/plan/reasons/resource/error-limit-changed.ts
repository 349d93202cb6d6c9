import { say, type Message } from '../../../../message/index.ts';
import type { Artefact } from '../../../artefact/index.ts';
import { numberAt } from '../../member-at.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another number of rows that may be refused, which are then not in the target, before a run fails. */
export const errorLimitChanged: Reason = {
  reason: 'ERROR_LIMIT_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/settings/errorLimit'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const [was, is] = [limitOf(change.before), limitOf(change.after)];
    const consequence = isNone(is)
      ? say`a run fails at the first row that it refuses; before it succeeded with ${textOf(was)} refused`
      : isNone(was)
        ? say`a run succeeds with ${textOf(is)} refused and missing in the target; before it failed at the first`
        : say`a run succeeds with ${textOf(is)} refused and missing in the target, no longer with ${textOf(was)}`;
    return [{ meaning: 'data-affecting', consequence, paths }];
  },
};

interface Limit {
  readonly rows: number | undefined;
  readonly percent: number | undefined;
}

function limitOf(artefact: Artefact): Limit {
  return { rows: numberAt(artefact, 'settings', 'errorRows'), percent: numberAt(artefact, 'settings', 'errorPercent') };
}

function isNone({ rows, percent }: Limit): boolean {
  return rows === 0 || percent === 0;
}

function textOf({ rows, percent }: Limit): Message {
  if (rows === undefined) {
    if (percent === undefined || percent >= 100) return say`any number of rows`;
    return say`up to ${percent} percent of its rows`;
  }
  if (percent !== undefined) return say`up to ${rows} rows and ${percent} percent of all`;
  return rows === 1 ? say`1 row` : say`up to ${rows} rows`;
}
