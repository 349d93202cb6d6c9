import { say, type Message } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** The cursor that is kept is a value of another column: it stays with the pipeline's name, whatever column it came from. */
export const cursorColumnChanged: Reason = {
  reason: 'CURSOR_COLUMN_CHANGED',
  readsAnew: true,
  find(change) {
    if (!isUpdated(change)) return [];
    const [was, is] = [change.before.pipeline.incremental, change.after.pipeline.incremental];
    if (was === undefined || is === undefined || was.column === is.column) return [];
    const consequence = consequenceOf(was.column, is.column, change.deployed?.cursor);
    return [{ meaning: 'state-breaking', consequence, paths: pathsOf(valuesUnder(change, '/source/incremental')) }];
  },
};

function consequenceOf(was: string, is: string, cursor: string | undefined): Message {
  return cursor === undefined
    ? say`a cursor that runs have set is a value of \`${was}\` and is compared with \`${is}\`: rows are missed or read again`
    : say`the kept cursor ${cursor} is a value of \`${was}\` and is compared with \`${is}\`: rows are missed or read again`;
}
