/** Words of SQL that need more than the row at hand. */
const GATHERING = new Set([
  'DISTINCT',
  'EXCEPT',
  'EXISTS',
  'FETCH',
  'GROUP',
  'HAVING',
  'INTERSECT',
  'JOIN',
  'LIMIT',
  'MATCH_RECOGNIZE',
  'MINUS',
  'ORDER',
  'OVER',
  'QUALIFY',
  'UNION',
]);

/** Functions of Flink over several rows, which gather without any of the words. */
const AGGREGATES = new Set([
  'ANY_VALUE',
  'ARRAY_AGG',
  'AVG',
  'COLLECT',
  'COUNT',
  'FIRST_VALUE',
  'JSON_ARRAYAGG',
  'JSON_OBJECTAGG',
  'LAST_VALUE',
  'LISTAGG',
  'MAX',
  'MIN',
  'STDDEV_POP',
  'STDDEV_SAMP',
  'SUM',
  'VAR_POP',
  'VAR_SAMP',
  'VARIANCE',
]);

/** Words that end a list of tables. */
const AFTER_FROM = new Set(['WHERE', 'SELECT']);

/** True where SQL keeps something of earlier rows: it groups, joins, sorts, or counts. One that goes row by row keeps nothing. */
export function gathersRows(tokens: readonly string[]): boolean {
  const words = tokens.map((token) => token.toUpperCase());
  return (
    words.some(
      (word, index) =>
        GATHERING.has(word) ||
        (AGGREGATES.has(word) && words[index + 1] === '(') ||
        // a subquery after IN is a join
        (word === 'IN' && words[index + 1] === '(' && words[index + 2] === 'SELECT'),
    ) || hasSeveralTables(words)
  );
}

/** A comma between the tables of a FROM. */
function hasSeveralTables(words: readonly string[]): boolean {
  // for each open parenthesis, whether a FROM of its own is open
  const open = [false];
  for (const word of words) {
    if (word === '(') open.push(false);
    else if (word === ')') open.pop();
    else if (word === 'FROM') open[open.length - 1] = true;
    else if (AFTER_FROM.has(word)) open[open.length - 1] = false;
    else if (word === ',' && open.at(-1) === true) return true;
  }
  return false;
}
