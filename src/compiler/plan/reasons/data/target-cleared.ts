import { say, type Message } from '../../../../message/index.ts';
import { isSame } from '../../compare/differences.ts';
import type { Meaning } from '../../meaning.ts';
import { isBrokenInBase, isUpdated, pathsOf, valuesUnder, type ChangedPipeline, type Reason } from '../../reason.ts';
import { renamedDatasource } from '../../renamed-datasource.ts';
import { clearedBy, sinkOf, type Cleared } from '../../ends/how-rows-arrive.ts';
import { valueWords } from '../../ends/value-words.ts';

/** A run empties what it did not empty before: by a statement, a mode, or in another target. */
export const targetCleared: Reason = {
  reason: 'TARGET_CLEARED',
  find(change) {
    const cleared = change.after && clearedBy(change.after);
    if (cleared === undefined || !isNew(change, cleared)) return [];
    return [
      {
        meaning: meaningOf(change, cleared),
        consequence: consequenceOf(cleared),
        paths: pathsOf(valuesUnder(change, ...PATHS.map((key) => `/sink/${key}`))),
      },
    ];
  },
};

const PATHS = ['mode', 'preSql', 'datasource', 'table', 'path', 'partition'];
/** By these another thing is emptied, also where the way to do it is the same. */
const PLACES = ['datasource', 'table', 'path', 'partition'];

function isNew(change: ChangedPipeline, cleared: Cleared): boolean {
  if (!isUpdated(change)) return change.before === undefined;
  const was = clearedBy(change.before);
  if (was === undefined || was.statement !== cleared.statement) return true;
  const [before, after] = [sinkOf(change.before), sinkOf(change.after)];
  const places =
    renamedDatasource(change, 'sink') === undefined ? PLACES : PLACES.filter((key) => key !== 'datasource');
  return places.some((key) => !isSame(before[key] ?? null, after[key] ?? null));
}

/** Nobody knows whether there is anything in the target of a new pipeline, and a partition of its day is a run's own. */
function meaningOf(change: ChangedPipeline, { extent }: Cleared): Meaning {
  const isTargetNew = change.before === undefined && !isBrokenInBase(change);
  return isTargetNew || extent === 'run' ? 'data-affecting' : 'destructive';
}

function consequenceOf({ what, statement }: Cleared): Message {
  return statement === undefined
    ? say`each run empties ${what} before it writes: what is in it goes`
    : say`each run empties ${what} before it writes (\`${valueWords(statement)}\`): what is in it goes`;
}
