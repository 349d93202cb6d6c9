/** SQL that reads the source once, and either filters its rows or sums them by columns: no more than that. */
export interface SimpleQuery {
  /** What it selects, as it is written. */
  readonly select: string;
  /** Columns of the source that it groups by; undefined where it goes row by row. */
  readonly groups: readonly string[] | undefined;
  /** Names of those columns behind the SQL; fewer where it does not give them all. */
  readonly groupNames: readonly string[];
  /** One comparison of a column with a literal, of the SQL or of its source; undefined where there is none. */
  readonly where: string | undefined;
  /** Columns of the source that it selects or groups by, without those that it only filters by. */
  readonly selects: ReadonlySet<string>;
}

const NAME = '[\\p{L}_][\\p{L}\\p{N}_$]*';
const ITEM = new RegExp(
  `^(?:(${NAME})|(?:COUNT|SUM|MIN|MAX|AVG) \\( (?:DISTINCT )?(\\*|${NAME}) \\))(?: AS (${NAME}))?$`,
  'u',
);
const QUERY = /^SELECT (DISTINCT )?(.+?) FROM source(?: WHERE (.+?))?(?: GROUP BY (.+?))?$/u;
const COMPARISON = new RegExp(`^(${NAME}) ([<>=]|< >|[<>] =) (?:\\d[\\d.]*|'(?:[^']|'')*')$`, 'u');

/**
 * Reads SQL of the simplest kind, of which it is known by trying what steps Flink makes of it; undefined of all else.
 *
 * @param words As `foldedSql` gives them; those of the source's `where` too.
 * @param columns Names of the source's columns.
 */
export function simpleQuery(
  words: readonly string[],
  sourceWhere: readonly string[] | undefined,
  columns: ReadonlySet<string>,
): SimpleQuery | undefined {
  const [, distinct, select = '', where, group] = QUERY.exec(words.join(' ')) ?? [];
  const items = select.split(' , ').map((item) => ITEM.exec(item));
  if (items.some((item) => item === null)) return undefined;
  const plain = items.flatMap((item) => (item?.[1] === undefined ? [] : [[item[1], item[3] ?? item[1]] as const]));
  const sums = items.length > plain.length;
  // both at once, or sums of everything
  if (distinct !== undefined && (sums || group !== undefined)) return undefined;
  if (sums && group === undefined) return undefined;
  const groups = distinct === undefined ? group?.split(' , ') : plain.map(([column]) => column);
  const filters = [where, sourceWhere?.join(' ')].filter((each) => each !== undefined);
  const compared = filters.map((each) => comparedColumn(each, groups ?? []));
  // two that contradict each other leave no row, and no step
  if (filters.length > 1 || compared.includes(undefined)) return undefined;
  const summed = items.flatMap((item) => (item?.[2] === undefined || item[2] === '*' ? [] : [item[2]]));
  const selects = new Set([...plain.map(([column]) => column), ...summed, ...(groups ?? [])]);
  if (![...selects, ...compared].every((name) => name !== undefined && columns.has(name))) return undefined;
  const groupNames = (groups ?? []).flatMap((column) => plain.find(([each]) => each === column)?.[1] ?? []);
  return { select: `${distinct ?? ''}${select}`, groups, groupNames, where: filters[0], selects };
}

/** The column of a comparison with a literal. One that says which group there is makes a constant of it, and other steps. */
function comparedColumn(where: string, groups: readonly string[]): string | undefined {
  const [, column = '', operator] = COMPARISON.exec(where) ?? [];
  return operator === undefined || (operator === '=' && groups.includes(column)) ? undefined : column;
}
