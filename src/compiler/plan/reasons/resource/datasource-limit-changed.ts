import { say, type Message } from '../../../../message/index.ts';
import { isUpdated, valuesUnder, type Reason } from '../../reason.ts';
import type { ValueChange } from '../../value-change.ts';

const LIMIT = /^\/datasources\/([^/]+)\/limit$/;

/** Another number of runs that may read or write a datasource at once, of this pipeline and of all others. */
export const datasourceLimitChanged: Reason = {
  reason: 'DATASOURCE_LIMIT_CHANGED',
  find(change) {
    if (!isUpdated(change)) return [];
    return valuesUnder(change, '/datasources').flatMap((value) => {
      const name = LIMIT.exec(value.path)?.[1];
      if (name === undefined) return [];
      return [{ meaning: 'resource' as const, consequence: consequenceOf(name, value), paths: [value.path] }];
    });
  },
};

function consequenceOf(name: string, { before, after }: ValueChange): Message {
  if (after === undefined)
    return say`any number of runs read or write \`${name}\` at once, where ${String(before)} did`;
  if (before === undefined)
    return say`${String(after)} runs of all pipelines read or write \`${name}\` at once, and others wait`;
  return say`${String(after)} runs of all pipelines read or write \`${name}\` at once, no longer ${String(before)}`;
}
