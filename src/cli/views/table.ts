/** Rows under headings, columns as wide as their widest cell. Colour codes do not count. */
export function renderTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, index) =>
    Math.max(width(heading), ...rows.map((row) => width(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => (index === cells.length - 1 ? cell : cell + ' '.repeat((widths[index] ?? 0) - width(cell))))
      .join('  ')
      .trimEnd();
  return [line(headings), ...rows.map(line)].join('\n');
}

const COLOR_CODES = new RegExp(`${String.fromCodePoint(27)}\\[[0-9;]*m`, 'g');
const WIDE = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/gu;

/** Columns on a terminal: wide characters of East Asian scripts take two. */
function width(text: string): number {
  const plain = text.replaceAll(COLOR_CODES, '');
  return [...plain].length + (plain.match(WIDE)?.length ?? 0);
}
