import { say } from '../../../../message/index.ts';
import { formOf } from '../../form-of.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { renamedDatasource, withoutRenamedDatasources } from '../../renamed-datasource.ts';
import { endWords } from '../../ends/end-words.ts';
import { rowsThatAreThere } from '../../ends/rows-that-are-there.ts';

const PLACES = ['connector', 'datasource', 'table', 'path', 'query'].map((key) => `/source/${key}`);

/** Rows come from another table, topic, file or server. */
export const sourceChanged: Reason = {
  reason: 'SOURCE_CHANGED',
  readsAnew: true,
  find(change) {
    const values = valuesUnder(change, ...PLACES).filter(
      // another query in place of a query has a reason of its own
      ({ path, before, after }) => path !== '/source/query' || before === undefined || after === undefined,
    );
    if (values.length === 0 || !isUpdated(change)) return [];
    const [was, is] = [endWords(formOf(change.before)['source']), endWords(formOf(change.after)['source'])];
    const elsewhere = withoutRenamedDatasources(change, values);
    const renamed = renamedDatasource(change, 'source');
    if (renamed !== undefined && elsewhere.length === 0) {
      const same = say`runs read from the datasource \`${renamed.to}\`, which is the same place as \`${renamed.from}\``;
      return [{ meaning: 'cosmetic', consequence: same, paths: pathsOf(values) }];
    }
    const consequence = elsewhere.every(({ path }) => path === '/source/connector')
      ? say`runs read ${is} by another connector`
      : rowsThatAreThere(change.after) === 'emptied'
        ? say`runs read ${is}, no longer ${was}; what came from there goes, as each run empties the target`
        : say`runs read ${is}, no longer ${was}; what came from there stays in the target`;
    return [{ meaning: 'data-affecting', consequence, paths: pathsOf(values) }];
  },
};
