import { say } from '../../message/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { TableSnapshot } from '../ir/index.ts';
import { child } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';
import { knownTable } from './snapshot-table.ts';

/** Databases whose upsert names no key: whichever unique index meets the row decides. */
const ANY_INDEX_DECIDES = new Set(['mysql', 'mariadb', 'polardb', 'oceanbase']);

/** The key of an upsert is one by which the table finds a row: its primary key or a unique index. */
export const keyIndex: PipelineRule = {
  name: 'key-index',
  *check({ work }): Iterable<Diagnostic> {
    if (work.kind !== 'movement' || work.sink.mode !== 'upsert' || work.sink.key.length === 0) return;
    const { sink } = work;
    const known = knownTable(sink);
    if (known === undefined || known.table.columns.length === 0) return;
    const unique = uniqueIndexes(known.table);
    if (unique.some((columns) => sameColumns(columns, sink.key))) return;
    const byAny = ANY_INDEX_DECIDES.has(sink.datasource?.type ?? '');
    const [first] = unique;
    yield makeDiagnostic(
      'SL0526',
      child(sink.at, 'key'),
      say`${listWords(sink.key, 'and')} is no primary key and no unique index of table \`${known.name}\``,
      {
        notes: [
          first === undefined
            ? say`the table has no unique index at all, so that no row is ever found again and each run adds all of them`
            : byAny
              ? say`MySQL is not told the key: a row replaces another one where any unique index has its values, and is added where none has`
              : say`the database looks a row up by a unique index, and refuses or doubles rows where there is none on the key`,
        ],
        help:
          first === undefined
            ? say`add a unique index on the key to the table`
            : say`the table has ${unique.map((columns) => `\`key: [${columns.join(', ')}]\``).join(', ')}; or add a unique index on the key`,
        ...(unique.length === 1 && first !== undefined
          ? {
              suggestions: [
                {
                  message: say`use the key that the table has`,
                  confidence: 'likely',
                  edits: [{ at: child(sink.at, 'key'), newText: `[${first.join(', ')}]` }],
                },
              ],
            }
          : {}),
      },
    );
  },
};

/** Columns of the primary key and of each unique index, every set once. */
export function uniqueIndexes({ primaryKey, indexes }: TableSnapshot): (readonly string[])[] {
  const all = [primaryKey, ...indexes.filter(({ unique }) => unique).map(({ columns }) => columns)];
  return all.filter(
    (columns, index) => columns.length > 0 && all.findIndex((other) => sameColumns(other, columns)) === index,
  );
}

function sameColumns(a: readonly string[], b: readonly string[]): boolean {
  const names = new Set(a.map((name) => name.toLowerCase()));
  return a.length === b.length && b.every((name) => names.has(name.toLowerCase()));
}
