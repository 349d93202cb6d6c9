/** The parts of a text that must not grow beyond a number of bytes. Each ends with a line end. */
export interface BudgetedText {
  readonly maxBytes: number;
  /** What is told first; the later ones are dropped where even they do not fit. */
  readonly head: readonly string[];
  readonly tableHead: string;
  /** The most important first. */
  readonly rows: readonly string[];
  /** Written only as far as there is room. */
  readonly details: readonly (() => string)[];
  /** What is said where so many rows and details are there and not all. */
  cut(rows: number, details: number): string;
}

/** Of what is left after the head, rows take at most this share, so that some details are there too. */
const SHARE_OF_ROWS = 0.5;

/** A text of at most `maxBytes` bytes of UTF-8: every part whole or not at all. */
export function fillBudget({ maxBytes, head, tableHead, rows, details, cut }: BudgetedText): string {
  const parts: string[] = [];
  // a cut is longest when nothing is there; it needs its place before anybody knows whether it is said
  let room = maxBytes - bytesOf(`\n${cut(0, 0)}\n`);
  const put = (text: string, limit = room): boolean => {
    const size = bytesOf(text);
    if (size > Math.min(limit, room)) return false;
    room -= size;
    parts.push(text);
    return true;
  };
  for (const [index, text] of head.filter(Boolean).entries()) put(index === 0 ? text : `\n${text}`);
  const ofRows = Math.floor(room * SHARE_OF_ROWS);
  const reserve = room - ofRows;
  let [rowsPut, detailsPut] = [0, 0];
  if (tableHead !== '' && put(`\n${tableHead}`, ofRows))
    while (rowsPut < rows.length && put(rows[rowsPut] ?? '', room - reserve)) rowsPut += 1;
  while (detailsPut < details.length && put(`\n${details[detailsPut]?.() ?? ''}`)) detailsPut += 1;
  if (rowsPut < rows.length || detailsPut < details.length) parts.push(`\n${cut(rowsPut, detailsPut)}\n`);
  return parts.join('');
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}
