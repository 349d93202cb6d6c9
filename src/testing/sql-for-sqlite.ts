/**
 * What an author's SQL says differently from SQLite and means the same for rows: tables with their schema, which the
 * database of a case does not have, and TRUNCATE. Names in backticks SQLite takes as MySQL does.
 */
export function sqlForSqlite(sql: string, tables: readonly string[]): string {
  let text = sql.replace(/^\s*truncate\s+(?:table\s+)?([^\s;]+)\s*;?\s*$/i, 'DELETE FROM $1');
  for (const table of tables) {
    const bare = bareTable(table);
    if (bare === table) continue;
    const steps = table.split('.').map((step) => String.raw`[\`"]?${escapeRegExp(bareTable(step))}[\`"]?`);
    text = text.replaceAll(new RegExp(String.raw`(?<![\w.])${steps.join(String.raw`\.`)}(?![\w.])`, 'gi'), () => bare);
  }
  return text;
}

/** A table's name without its schema and its quotes. */
export function bareTable(table: string): string {
  return (
    table
      .split('.')
      .at(-1)
      ?.replaceAll(/[`"[\]]/g, '') ?? table
  );
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
