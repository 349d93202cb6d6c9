import { say } from '../../message/index.ts';
import { formatDuration, isTimeZone, shortestInterval, type Freeze, type FreezeWindow } from '../../time/index.ts';
import type { FreezeNode } from '../ir/index.ts';
import type { FreezeDefinition, ProjectDefinition } from '../syntax/index.ts';
import { child, keyOf, type Location } from '../text/index.ts';
import type { Report } from './lower-context.ts';
import { lowerDuration } from './lower-duration.ts';
import { unknownName } from './lower-text.ts';
import { readCron } from './read-cron.ts';
import { readMoment } from './read-moment.ts';
import { sortedEntries } from './sorted-entries.ts';
import { unknownTimeZone } from './unknown-time-zone.ts';

/** What a project says of all its freezes. */
export interface FreezeContext {
  readonly environment: string;
  readonly defaultTimeZone: string;
  /** All environments that the project declares. */
  readonly declared: readonly string[];
}

/** The freezes of sluice.yaml that hold in an environment, by name; all of them are checked, and one with an error holds nowhere. */
export function lowerFreezes(
  { freezes }: ProjectDefinition,
  context: FreezeContext,
  at: Location,
  report: Report,
): readonly FreezeNode[] {
  return sortedEntries(freezes).flatMap(([name, written]) => {
    const place = child(at, 'freezes', name);
    reportUnknownEnvironments(written, context, place, report);
    const window = readWindow(written, context.defaultTimeZone, place, report);
    const { policy = 'deny', fires = 'hold', select, environments } = written;
    const isHere = environments === undefined || environments.includes(context.environment);
    if (window === undefined || !isHere) return [];
    const freeze: Freeze = { name, policy, fires, window };
    return [{ freeze, ...(select === undefined ? {} : { select }), at: place }];
  });
}

function readWindow(
  written: FreezeDefinition,
  defaultTimeZone: string,
  place: Location,
  report: Report,
): FreezeWindow | undefined {
  const { timeZone = defaultTimeZone } = written;
  if (!isTimeZone(timeZone)) {
    report.push(unknownTimeZone(timeZone, child(place, 'timeZone')));
    return undefined;
  }
  const recurs = written.cron !== undefined || written.for !== undefined;
  const stranger = recurs ? (['from', 'to'] as const).find((key) => written[key] !== undefined) : undefined;
  if (stranger !== undefined) {
    report.add('SL0205', keyOf(place, stranger), say`\`${stranger}\` cannot stand beside \`cron\` and \`for\``, {
      help: say`keep \`from\` and \`to\` for a window that comes once, \`cron\` and \`for\` for one that comes again`,
    });
    return undefined;
  }
  return recurs ? readRecurring(written, timeZone, place, report) : readOnce(written, timeZone, place, report);
}

function readOnce(
  { from, to }: FreezeDefinition,
  timeZone: string,
  place: Location,
  report: Report,
): FreezeWindow | undefined {
  if (from === undefined || to === undefined) return reportIncomplete(place, report);
  const [start, end] = [momentOf('from', from, timeZone, place, report), momentOf('to', to, timeZone, place, report)];
  if (start === undefined || end === undefined) return undefined;
  if (start < end) return { from: start, to: end };
  report.add('SL0431', child(place, 'to'), say`the freeze has no moment in it: its \`to\` is not after its \`from\``, {
    help: say`\`to\` is the first moment after it`,
    labels: [{ at: child(place, 'from'), message: say`it begins here` }],
  });
  return undefined;
}

function readRecurring(
  written: FreezeDefinition,
  timeZone: string,
  place: Location,
  report: Report,
): FreezeWindow | undefined {
  if (written.cron === undefined || written.for === undefined) return reportIncomplete(place, report);
  const said = report.diagnostics.length;
  const opens = readCron(written.cron, {}, child(place, 'cron'), timeZone, report);
  const forMs = lowerDuration(written.for, child(place, 'for'), report);
  if (opens.kind !== 'cron' || forMs === undefined || report.diagnostics.length > said) return undefined;
  const interval = shortestInterval(opens);
  if (interval === undefined || forMs < interval) return { opens, forMs };
  report.add(
    'SL0432',
    child(place, 'for'),
    say`the freeze lasts ${formatDuration(forMs)}, and begins again after ${formatDuration(interval)} already`,
    {
      notes: [
        written.policy === 'allow'
          ? say`starts are allowed without end: it says nothing`
          : say`it has no end: nothing that it concerns would ever start`,
      ],
      help: say`write less than ${formatDuration(interval)}`,
    },
  );
  return undefined;
}

function momentOf(
  key: 'from' | 'to',
  text: string,
  timeZone: string,
  place: Location,
  report: Report,
): number | undefined {
  const time = readMoment(text, timeZone);
  if (time === undefined)
    report.add('SL0204', child(place, key), say`\`${text}\` is not a time`, {
      help: say`write it as \`2026-12-24\`, \`2026-12-24T06:00\` or \`2026-12-24T06:00:00+08:00\``,
    });
  return time;
}

function reportIncomplete(place: Location, report: Report): undefined {
  report.add('SL0203', { ...place, part: 'key' }, say`the freeze does not say when it is`, {
    help: say`add \`from\` and \`to\`, or \`cron\` and \`for\``,
  });
  return undefined;
}

function reportUnknownEnvironments(
  { environments = [] }: FreezeDefinition,
  { declared }: FreezeContext,
  place: Location,
  report: Report,
): void {
  for (const [index, name] of environments.entries()) {
    if (name === 'default' || declared.includes(name)) continue;
    const { message, ...more } = unknownName('environment', name, declared);
    report.add('SL0306', child(place, 'environments', index), message, more);
  }
}
