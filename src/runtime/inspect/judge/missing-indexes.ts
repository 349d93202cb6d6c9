import { say, type Message } from '../../../message/index.ts';
import { child, makeDiagnostic, type Diagnostic } from '../../../compiler/index.ts';
import type { TableFacts } from '../facts.ts';
import { onlyTable, sidesOf, type Case, type Judgement } from './judgement.ts';

/** Up to so many rows a table is read as a whole in the time that an index would take. */
const SMALL_TABLE_ROWS = 10_000;

/** The column of a cursor, and that by which a read is split, lead some index: each run looks for its rows by them. */
export const missingIndexes: Judgement = function* (given: Case): Iterable<Diagnostic> {
  for (const { node, facts } of sidesOf(given)) {
    if (node.kind !== 'source' || facts.depth !== 'tables') continue;
    const known = onlyTable(node, facts);
    if (known === undefined || !isWorthAnIndex(known.table)) continue;
    const { name, table } = known;
    if (node.splitBy !== undefined && !leads(node.splitBy, table))
      yield makeDiagnostic(
        'SL1017',
        child(node.at, 'splitBy'),
        say`no index of \`${name}\` begins with \`${node.splitBy}\``,
        {
          notes: [say`each channel of the parallel read goes through the whole table${rowsOf(table)}`],
          help: say`split by a column of an index, best the primary key, or add an index on \`${node.splitBy}\``,
        },
      );
    const cursor = node.incremental?.column;
    if (cursor !== undefined && !leads(cursor, table))
      yield makeDiagnostic(
        'SL1018',
        child(node.at, 'incremental', 'column'),
        say`no index of \`${name}\` begins with \`${cursor}\``,
        {
          notes: [say`each run goes through the whole table to find what is new${rowsOf(table)}`],
          help: say`add an index on \`${cursor}\``,
        },
      );
  }
};

function isWorthAnIndex({ rows, isView }: TableFacts): boolean {
  return isView !== true && (rows === undefined || rows >= SMALL_TABLE_ROWS);
}

function leads(column: string, { primaryKey, indexes }: TableFacts): boolean {
  const first = [primaryKey, ...indexes.map(({ columns }) => columns)].map(([leading]) => leading?.toLowerCase());
  return first.includes(column.toLowerCase());
}

function rowsOf({ rows }: TableFacts): Message {
  return rows === undefined ? say`` : say`, about ${rows} rows by the server’s statistics`;
}
