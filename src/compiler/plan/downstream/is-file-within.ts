/** What stands in a path and is not its own letters: a run-time value, a pattern. */
const UNTOLD = /\$\{[^}]*\}|[*?[{]/;

/**
 * Whether a reader of one path reads what is written to another: `yes`; `may` where a run-time value or a pattern of either
 * leaves it open; `no`. A folder is read and written with what is below it.
 */
export function isFileWithin(read: string, written: string): 'yes' | 'may' | 'no' {
  if (read === written || isBelow(written, read) || isBelow(read, written)) return 'yes';
  const [readStart, writtenStart] = [beginning(read), beginning(written)];
  const isOpen = readStart !== read || writtenStart !== written;
  // nothing is known of a path that begins with what only a run knows
  if (!isOpen || readStart === '' || writtenStart === '') return 'no';
  return readStart.startsWith(writtenStart) || writtenStart.startsWith(readStart) ? 'may' : 'no';
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

function beginning(path: string): string {
  const at = path.search(UNTOLD);
  return at < 0 ? path : path.slice(0, at);
}
