import { say } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { targetCleared } from './target-cleared.ts';

/** Statements that run in the target before the rows. */
export const preSqlChanged: Reason = aroundChanged('PRE_SQL_CHANGED', '/sink/preSql');

/** Statements that run in the target after the rows. */
export const postSqlChanged: Reason = aroundChanged('POST_SQL_CHANGED', '/sink/postSql');

function aroundChanged(reason: string, pointer: string): Reason {
  return {
    reason,
    find(change, { findings }) {
      const values = valuesUnder(change, pointer);
      const [value] = values;
      if (value === undefined || !isUpdated(change)) return [];
      if (findings.some((each) => each.reason === targetCleared.reason && each.paths.includes(value.path))) return [];
      const when = pointer === '/sink/preSql' ? say`before it writes` : say`after it has written`;
      const consequence =
        value.after === undefined || (Array.isArray(value.after) && value.after.length === 0)
          ? say`a run executes no statement in the target ${when} any more`
          : say`each run executes other statements in the target ${when}`;
      return [{ meaning: 'data-affecting', consequence, paths: pathsOf(values) }];
    },
  };
}
