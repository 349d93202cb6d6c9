import { firingDays, toWallClock, type FiringDays, type RunTimeValue } from '../../time/index.ts';
import type { Artefact } from '../artefact/index.ts';
import { timesIn } from './hole-texts.ts';
import type { Firing } from './next-fires.ts';
import { periodTexts, placeTexts } from './period-texts.ts';
import { DAY_MS } from './day.ts';

/** Four weeks are looked at. */
export const DAYS_LOOKED_AT = 28;

/** True of a pipeline whose rows are chosen by the fire time and not by a cursor: a fire that is left out is data left out. */
export function loadsPeriods(artefact: Artefact): boolean {
  if (artefact.pipeline.incremental !== undefined) return false;
  return periodTexts(artefact).length > 0 || placeTexts(artefact).length > 0;
}

/** True of a pipeline that selects by `bizdate`, a day at a time: not by its month, say. */
export function loadsDays(artefact: Artefact): boolean {
  return timesIn(artefact).some(isOneDay);
}

/** True of a pipeline that selects from the fire before to its own. */
export function loadsWindows(artefact: Artefact): boolean {
  return timesIn(artefact).some(({ base, offsets }) => base === 'window.start' && offsets.length === 0);
}

function isOneDay({ base, offsets, format }: Extract<RunTimeValue, { kind: 'time' }>): boolean {
  const isCoarse = offsets.some((offset) => offset.kind === 'truncate' && offset.unit !== 'd' && offset.unit !== 'h');
  return base === 'bizdate' && !isCoarse && (format.includes('dd') || format.startsWith('epoch'));
}

/** A day of a zone's calendar, counted from 1970. */
export function dayOf(time: number, timeZone: string): number {
  return Math.floor(toWallClock(time, timeZone) / DAY_MS);
}

/** A day as its date. */
export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** On how many of the next days a pipeline fires, and how often on one of those; undefined where no one clock says it. */
export function loadedDays({ clocks }: Firing, timeZone: string, now: number): FiringDays | undefined {
  const [clock, second] = clocks.schedules;
  if (clock === undefined || second !== undefined) return undefined;
  return firingDays(clock, dayOf(now, timeZone) + 1, DAYS_LOOKED_AT);
}
