import { say } from '../../message/index.ts';
import type { ColumnDefinition } from '../syntax/index.ts';
import type { Location } from '../text/index.ts';
import type { Report } from './lower-context.ts';

/**
 * `[amount decimal(18,2)]` without quotes: YAML ends an entry of such a list at the comma, and gives
 * `amount decimal(18` and `2)`. The one entry that was meant; undefined where the two are something else.
 */
export function joinedColumn(
  written: string | ColumnDefinition | undefined,
  next: string | ColumnDefinition | undefined,
): string | undefined {
  if (typeof written !== 'string' || typeof next !== 'string') return undefined;
  return /^\S+\s[^()]*\(\s*\d+$/.test(written) && /^\d+\s*\)[^()]*$/.test(next) ? `${written},${next}` : undefined;
}

/** Says once what was cut in two, at the first of the two. */
export function reportCutColumn(joined: string, at: Location, rest: Location, report: Report): void {
  const message = say`write \`"${joined}"\``;
  report.add('SL0501', at, say`the type of \`${joined}\` is cut in two by its comma`, {
    labels: [{ at: rest, message: say`YAML takes this for the next column` }],
    notes: [say`a comma ends an entry of a list in \`[ ]\`, unless the entry has quotes`],
    help: message,
    suggestions: [
      {
        message,
        confidence: 'certain',
        edits: [
          { at, newText: `"${joined}"` },
          { at: rest, kind: 'remove' },
        ],
      },
    ],
  });
}
