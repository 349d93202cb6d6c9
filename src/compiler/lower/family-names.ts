import { say } from '../../message/index.ts';
import { child, type Location } from '../text/index.ts';
import type { Report } from './lower-context.ts';

/** Names end, like every pipeline's, with a letter or a digit, and are 128 long at most. */
const LONGEST_NAME = 128;

/** The names of a family's pipelines, `<family>-<table>`; tables that give none, or one name twice, are reported. */
export function familyNames(family: string, tables: readonly string[], at: Location, report: Report): string[] {
  const first = new Map<string, number>();
  return tables.map((table, index) => {
    const name = memberName(family, table);
    const place = child(at, index);
    const earlier = first.get(name);
    if (slug(table) === '' || name.length > LONGEST_NAME) {
      report.add('SL0309', place, say`table \`${table}\` gives no name of a pipeline`, {
        notes: [say`its pipeline would be named \`${name}\``],
        help: say`give this table a pipeline of its own, with a name in lower-case letters and digits, 128 at most`,
      });
    } else if (earlier !== undefined) {
      const same = tables[earlier] === table;
      report.add(
        'SL0309',
        place,
        same
          ? say`table \`${table}\` is listed twice`
          : say`tables \`${tables[earlier] ?? ''}\` and \`${table}\` give one name`,
        {
          notes: [say`both pipelines would be named \`${name}\``],
          labels: [{ at: child(at, earlier), message: same ? say`first listed here` : say`the other is here` }],
          help: same ? say`take one away` : say`give one of them a pipeline of its own`,
        },
      );
    } else first.set(name, index);
    return name;
  });
}

/** The same without a word about what is wrong with them. */
export function memberNames(family: string, tables: readonly string[]): string[] {
  return tables.map((table) => memberName(family, table));
}

function memberName(family: string, table: string): string {
  return `${family}-${slug(table)}`;
}

/** What a table's name adds to a pipeline's: run-time values left out, anything else than `a-z0-9._` as `-`. */
function slug(table: string): string {
  return table
    .replaceAll(/\$\{[^}]*\}/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._]+/g, '-')
    .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
}
