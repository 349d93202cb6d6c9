/** A name in double quotes, as standard SQL, SQLite and DuckDB have it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text in single quotes; only for paths that DuckDB does not take as parameters. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
