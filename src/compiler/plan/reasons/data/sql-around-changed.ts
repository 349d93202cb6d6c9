import { say } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { clearingStatements } from '../../ends/clearing-statements.ts';
import { clearedBy, sinkOf, statementsOf } from '../../ends/how-rows-arrive.ts';
import { targetCleared } from './target-cleared.ts';
import { valueWords } from '../../ends/value-words.ts';

/** Statements that run in the target before the rows. */
export const preSqlChanged: Reason = aroundChanged('PRE_SQL_CHANGED', 'preSql');

/** Statements that run in the target after the rows. */
export const postSqlChanged: Reason = aroundChanged('POST_SQL_CHANGED', 'postSql');

function aroundChanged(reason: string, key: 'preSql' | 'postSql'): Reason {
  return {
    reason,
    find(change, { findings }) {
      const values = valuesUnder(change, `/sink/${key}`);
      const [value] = values;
      if (value === undefined || !isUpdated(change)) return [];
      const isTold = findings.some((each) => each.reason === targetCleared.reason && each.paths.includes(value.path));
      const [had, has] = [change.before, change.after].map((each) =>
        clearingStatements(statementsOf(sinkOf(each)[key])),
      );
      const told = isTold ? clearedBy(change.after)?.statement : undefined;
      const clearing = (has ?? []).filter((each) => each !== told && had?.includes(each) !== true);
      if (isTold && clearing.length === 0) return [];
      const when = key === 'preSql' ? say`before it writes` : say`after it has written`;
      if (clearing.length > 0)
        return [
          {
            meaning: 'destructive',
            consequence: say`each run executes \`${valueWords(clearing.join('; '))}\` in the target ${when}: what is in that table goes`,
            paths: pathsOf(values),
          },
        ];
      const consequence =
        value.after === undefined || (Array.isArray(value.after) && value.after.length === 0)
          ? say`a run executes no statement in the target ${when} any more`
          : say`each run executes other statements in the target ${when}`;
      return [{ meaning: 'data-affecting', consequence, paths: pathsOf(values) }];
    },
  };
}
