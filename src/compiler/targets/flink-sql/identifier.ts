/** A name in backticks, as Flink SQL wants any that could be a keyword. */
export function quoteIdentifier(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
