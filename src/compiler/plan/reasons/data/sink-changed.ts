import { say } from '../../../../message/index.ts';
import { judgeRestore } from '../../flink-state/judge-restore.ts';
import { formOf } from '../../form-of.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { renamedDatasource, withoutRenamedDatasources } from '../../renamed-datasource.ts';
import { endWords } from '../../ends/end-words.ts';
import { whatRunsRead } from '../../ends/what-runs-read.ts';

/** Rows go to another table, topic, file or server. */
export const sinkChanged: Reason = {
  reason: 'SINK_CHANGED',
  readsAnew: true,
  find(change) {
    const values = valuesUnder(change, '/sink/connector', '/sink/datasource', '/sink/table', '/sink/path');
    if (values.length === 0 || !isUpdated(change)) return [];
    const [was, is] = [endWords(formOf(change.before)['sink']), endWords(formOf(change.after)['sink'])];
    const paths = pathsOf(values);
    const elsewhere = withoutRenamedDatasources(change, values);
    const renamed = renamedDatasource(change, 'sink');
    if (renamed !== undefined && elsewhere.length === 0) {
      const consequence = say`runs write to the datasource \`${renamed.to}\`, which is the same place as \`${renamed.from}\``;
      return [{ meaning: 'cosmetic', consequence, paths }];
    }
    if (elsewhere.every(({ path }) => path === '/sink/connector'))
      return [{ meaning: 'data-affecting', consequence: say`rows are written to ${is} by another connector`, paths }];
    const moved = say`rows are written to ${is}; ${was} stays as it is and gets no more`;
    const without = say`the new target gets no rows of earlier runs: those stay in ${was} alone until they are loaded again`;
    const withoutRead = say`the new target gets no rows that the stream has read before: those stay in ${was} alone`;
    const left = judgeRestore(change)?.verdict === 'kept' ? withoutRead : without;
    const isAllRead = left === without && whatRunsRead(change.after) === 'all';
    const consequences = isAllRead ? [moved] : [moved, left];
    return consequences.map((consequence) => ({ meaning: 'data-affecting', consequence, paths }));
  },
};
