/** Comments and texts of a query name nothing. `#` begins one in MySQL; in PostgreSQL `#>` and `#>>` are operators of JSON. */
const NO_NAMES = /--[^\n]*|#(?!>)[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\.|'')*'/g;
const PART = /`[^`]*`|"[^"]*"|\[[^\]]*\]|(?:\$\{[^}]*\}|[\p{L}_])(?:\$\{[^}]*\}|[\p{L}\p{N}_$])*/u.source;
const TOKEN = new RegExp(`(?:${PART})(?:\\s*\\.\\s*(?:${PART}))*|[(),;]`, 'gu');
/** After these no further table of a list comes. */
const ENDS_LIST = new Set(
  'where group order having limit on using union intersect except window set values select join inner left right full cross natural straight_join'.split(
    ' ',
  ),
);

/** In their brackets FROM says something else. */
const FUNCTIONS_WITH_FROM = new Set(['extract', 'substring', 'trim', 'overlay']);
/** Between FROM and a table. */
const BEFORE_TABLE = new Set(['lateral', 'only']);

/**
 * The tables that an SQL query names after FROM and JOIN, each once, as they are written without their quotes: `shop.orders`. Names
 * of its own (`with x as`) are none. It reads what it can of any dialect, and understands none.
 */
export function tablesOfQuery(query: string): readonly string[] {
  const tokens = (withoutTexts(query).match(TOKEN) ?? []).map((token) => token.replaceAll(/\s+/g, ''));
  const found = new Set<string>();
  const own = new Set<string>();
  // of each open bracket: whether a comma in it is followed by a table, or it is of a function
  const open: ('list' | 'other' | 'function')[] = ['other'];
  let awaits = false;
  for (const [index, token] of tokens.entries()) {
    const word = token.toLowerCase();
    const opensTables = (word === 'from' || word === 'join') && open.at(-1) !== 'function';
    if (word === 'as' && tokens[index + 1] === '(') own.add(nameOf(tokens[index - 1] ?? ''));
    if (token === '(') {
      const isFunction = FUNCTIONS_WITH_FROM.has(tokens[index - 1]?.toLowerCase() ?? '');
      open.push(isFunction ? 'function' : awaits ? 'list' : 'other');
    } else if (token === ')') open.pop();
    else if (opensTables) open[open.length - 1] = 'list';
    else if (ENDS_LIST.has(word) && open.at(-1) !== 'function') open[open.length - 1] = 'other';
    // what is called with brackets is a function
    else if (awaits && !BEFORE_TABLE.has(word) && token !== ',' && tokens[index + 1] !== '(') found.add(nameOf(token));
    awaits =
      opensTables || (token === ',' && open.at(-1) === 'list') || (awaits && (token === '(' || BEFORE_TABLE.has(word)));
  }
  return [...found].filter((name) => !own.has(name));
}

/** SQL without its comments and its texts. */
export function withoutTexts(sql: string): string {
  return sql.replaceAll(NO_NAMES, ' ');
}

function nameOf(token: string): string {
  return token.replaceAll(/[`"[\]]/g, '');
}
