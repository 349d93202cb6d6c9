/** Counters that a FlinkX or ChunJun launcher prints at its end, by the engine's names; values as text. */
export type ResultTable = ReadonlyMap<string, string>;

const RULER = '*'.repeat(45);
const ROW = /^(\S+)\s*\|\s+(\S.*?)\s*$/;

/**
 * Finds the result table in what a launcher printed: `name   |  value` rows between two lines of
 * exactly 45 asterisks, in any order (FlinkX 1.11, ChunJun 1.12, and 1.16 with `-mode localTest`). Dirty data of
 * 1.16 is printed between shorter rows of asterisks. A failed job prints no table.
 *
 * @returns the last whole table, or undefined: a table that is cut does not count.
 */
export function findResultTable(output: string): ResultTable | undefined {
  const lines = output.split(/\r?\n/);
  const rulers = lines.flatMap((line, at) => (line.trim() === RULER ? [at] : []));
  for (let pair = rulers.length - 2; pair >= 0; pair--) {
    const body = lines.slice((rulers[pair] ?? 0) + 1, rulers[pair + 1]);
    const rows = body.flatMap((line) => {
      const found = ROW.exec(line);
      return found?.[1] === undefined || found[2] === undefined ? [] : [[found[1], found[2]] as const];
    });
    if (rows.length > 0 && rows.length === body.filter((line) => line.trim() !== '').length) return new Map(rows);
  }
  return undefined;
}

/** A counter of the table as a number; undefined when it is missing or no number. */
export function counter(table: ResultTable, name: string): number | undefined {
  const value = Number(table.get(name) ?? Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}

/** What the engines print where no position was seen; written back it would mean a full read. */
const NOTHING_SEEN = '-2147483648';

/** The incremental position that the job ended at, as the text to be given to the next run. */
export function endLocation(table: ResultTable): string | undefined {
  const value = table.get('endLocation');
  return value === undefined || value === NOTHING_SEEN || value === '' ? undefined : value;
}
