import { say } from '../../../../message/index.ts';
import { clearsAll } from '../../../check/clearing-statement.ts';
import type { JsonValue } from '../../compare/differences.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { valueWords } from './value-words.ts';

/** A statement that empties the target before a run, which was not there before. */
export const targetCleared: Reason = {
  reason: 'TARGET_CLEARED',
  find(change) {
    const values = valuesUnder(change, '/sink/preSql');
    if (!isUpdated(change)) return [];
    const found = values.flatMap(({ before, after }) =>
      clearing(after).filter((each) => !clearing(before).includes(each)),
    );
    return found.map((statement) => ({
      meaning: 'destructive',
      consequence: say`each run empties the target before it writes: \`${valueWords(statement)}\``,
      paths: pathsOf(values),
    }));
  },
};

function clearing(statements: JsonValue | undefined): readonly string[] {
  const list = Array.isArray(statements) ? statements : [statements];
  return list.filter((each): each is string => typeof each === 'string' && clearsAll(each));
}
