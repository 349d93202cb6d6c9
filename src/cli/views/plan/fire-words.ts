import type { ChangeDocument } from '../../../compiler/index.ts';
import { say, type Message } from '../../../message/index.ts';

/** An ISO time with offset in its parts; seconds only where there are some. */
interface FireParts {
  readonly day: string;
  readonly clock: string;
  readonly offset: string;
}

function partsOf(iso: string): FireParts {
  const [, day = iso, clock = '', seconds = '', offset = ''] =
    /^(\S+)T(\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(iso) ?? [];
  return { day, clock: seconds === ':00' ? clock : clock + seconds, offset: offset === 'Z' ? '+00:00' : offset };
}

/** `2026-03-03 02:00 +08:00` */
export function fireText(iso: string): string {
  const { day, clock, offset } = partsOf(iso);
  return [day, clock, offset].filter(Boolean).join(' ');
}

/** A UTC time as `2026-03-02 18:00 UTC`. */
export function utcText(iso: string): string {
  const { day, clock } = partsOf(iso);
  return `${day} ${clock} UTC`;
}

/** The next fire before and after, what is the same said once; undefined where no clock fires it on either side. */
export function nextFireWords({ nextFires }: ChangeDocument): Message | undefined {
  const [before, after] = [nextFires.before[0], nextFires.after[0]];
  if (before === undefined) return after === undefined ? undefined : say`${fireText(after)}`;
  if (after === undefined) return say`${fireText(before)} -> none`;
  if (before === after) return say`${fireText(after)}`;
  const [was, is] = [partsOf(before), partsOf(after)];
  if (was.offset !== is.offset) return say`${fireText(before)} -> ${fireText(after)}`;
  const then = was.day === is.day ? is.clock : `${is.day} ${is.clock}`;
  return say`${`${was.day} ${was.clock}`} -> ${then} ${is.offset}`;
}

/** Whether it fires at other moments than before, as far as they are known. */
export function firesElsewhen({ fires: { before, after } }: ChangeDocument): boolean {
  return before.length !== after.length || before.some(({ at }, index) => at !== after[index]?.at);
}

/** A fire that one side has or both have. */
export interface FireRow {
  readonly sign: ' ' | '+' | '-';
  readonly local: string;
  readonly utc: string;
}

/** The next fires of both sides, each moment once, by time. */
export function fireRows({ fires: { before, after } }: ChangeDocument): readonly FireRow[] {
  const rows = new Map<string, FireRow>();
  for (const { at, local, shared } of before)
    rows.set(at, { sign: shared ? ' ' : '-', local: fireText(local), utc: utcText(at) });
  for (const { at, local, shared } of after)
    rows.set(at, { sign: shared ? ' ' : '+', local: fireText(local), utc: utcText(at) });
  return [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** `1 a day -> 24 a day`; undefined where it is the same, or no clock says it. */
export function fireCountWords({ firesPerDay: { before, after } }: ChangeDocument): Message | undefined {
  if (before === after || before === null || after === null) return undefined;
  return say`${countText(before)} -> ${countText(after)} fires a day`;
}

function countText(perDay: number): string {
  return String(Number(perDay.toPrecision(3)));
}
