/** Words that are no name unless they are quoted, of the parts of SQL that are compared. */
const KEYWORDS = new Set(
  'ALL AND AS BETWEEN BY CASE CAST CROSS DISTINCT ELSE END EXCEPT EXISTS FALSE FROM FULL GROUP HAVING IN INNER INTERSECT IS JOIN LEFT LIKE LIMIT NOT NULL ON OR ORDER OUTER OVER RIGHT SELECT THEN TRUE UNION USING WHEN WHERE WITH'.split(
    ' ',
  ),
);

/** Behind these a name in front of a parenthesis is one that the author gives. */
const NAMING = new Set(['AS', 'WITH']);

/**
 * The words of an SQL text in one spelling: keywords and functions in capitals, which is all that Flink makes no difference of.
 * Names of columns and tables stay as they are.
 */
export function foldedSql(tokens: readonly string[]): readonly string[] {
  return tokens.map((token, index) => {
    const word = token.toUpperCase();
    if (KEYWORDS.has(word)) return word;
    const isFunction = tokens[index + 1] === '(' && /^[A-Z_]\w*$/.test(word);
    return isFunction && !NAMING.has((tokens[index - 1] ?? '').toUpperCase()) ? word : token;
  });
}
