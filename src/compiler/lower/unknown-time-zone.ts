import { say } from '../../message/index.ts';
import { makeDiagnostic, meantInstead, nearName, type Diagnostic } from '../diagnostics/index.ts';
import type { Location } from '../text/index.ts';

/** A time zone that this Node's tz data does not know, with the one that is meant: by its letters, or by its city alone. */
export function unknownTimeZone(written: string, at: Location): Diagnostic {
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  const abbreviated = MEANT_BY[written.toUpperCase()];
  if (abbreviated !== undefined)
    return makeDiagnostic('SL0408', at, say`\`${written}\` is no time zone of its own`, {
      notes: [say`abbreviations stand for several zones: most systems take \`CST\` for the middle of America`],
      ...meantInstead(abbreviated, at, 'likely'),
    });
  const city = plain(written);
  const ofCity = zones.filter((zone) => plain(zone.slice(zone.lastIndexOf('/') + 1)) === city);
  const near = ofCity.length === 1 ? { name: ofCity[0] ?? '', certain: false } : nearName(written, zones);
  return makeDiagnostic('SL0408', at, say`time zone \`${written}\` is not known`, {
    ...(near === undefined
      ? { help: say`use an IANA name, as in \`Asia/Shanghai\`` }
      : meantInstead(near.name, at, near.certain ? 'certain' : 'likely')),
  });
}

/** What people most often mean by an abbreviation; offsets of summer are not kept. */
const MEANT_BY: Readonly<Record<string, string>> = {
  CST: 'Asia/Shanghai',
  BST: 'Europe/London',
  IST: 'Asia/Kolkata',
  JST: 'Asia/Tokyo',
  SGT: 'Asia/Singapore',
  HKT: 'Asia/Hong_Kong',
  CET: 'Europe/Berlin',
  EST: 'America/New_York',
  MST: 'America/Denver',
  PST: 'America/Los_Angeles',
};

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}
