import { say } from '../../message/index.ts';
import { formatDuration, isTimeZone, shortestInterval, type FreezeWindow } from '../../time/index.ts';
import type { FreezeNode } from '../ir/index.ts';
import type { FreezeDefinition, ProjectDefinition } from '../syntax/index.ts';
import { child, keyOf, type Location } from '../text/index.ts';
import { Report } from './lower-context.ts';
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
  /** What the project says of its default time zone cannot be read: no window goes by it. */
  readonly hasFaultyTimeZone: boolean;
  /** All environments that the project declares. */
  readonly declared: readonly string[];
}

/** The freezes of sluice.yaml, as far as they concern an environment. */
export interface LoweredFreezes {
  /** Those that hold there, by name. */
  readonly freezes: readonly FreezeNode[];
  /** What those select that have an error, and hold there or may. */
  readonly faulty: readonly Pick<FreezeNode, 'select'>[];
}

/** Reads the freezes of sluice.yaml; all of them are checked, also those of other environments. */
export function lowerFreezes(
  { freezes }: ProjectDefinition,
  context: FreezeContext,
  at: Location,
  report: Report,
): LoweredFreezes {
  const sound: FreezeNode[] = [];
  const faulty: Pick<FreezeNode, 'select'>[] = [];
  for (const [name, written] of sortedEntries(freezes)) {
    const place = child(at, 'freezes', name);
    const own = new Report();
    reportUnknownEnvironments(written, context, place, own);
    // of an environment that nobody declares it is not known which one is meant
    const isElsewhere = !own.failed && !holdsIn(written, context);
    const window = readWindow(written, context.defaultTimeZone, place, own);
    report.push(...own.diagnostics);
    if (isElsewhere) continue;
    const { policy = 'deny', fires = 'hold', select } = written;
    const concerned = select === undefined ? {} : { select };
    const isUnsure = context.hasFaultyTimeZone && written.timeZone === undefined;
    if (window === undefined || own.failed || isUnsure) faulty.push(concerned);
    else sound.push({ freeze: { name, policy, fires, window }, ...concerned, at: place });
  }
  return { freezes: sound, faulty };
}

function holdsIn({ environments }: FreezeDefinition, { environment }: FreezeContext): boolean {
  return environments === undefined || environments.includes(environment);
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
