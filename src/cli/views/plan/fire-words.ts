import type { ChangeDocument } from '../../../compiler/index.ts';
import { say, wordsOf, type Message } from '../../../message/index.ts';

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

/** The next fire before and after, what is the same said once; undefined where nothing fires it on either side. */
export function nextFireWords(change: ChangeDocument): Message | undefined {
  const [before, after] = [change.nextFires.before[0], change.nextFires.after[0]];
  if (change.fixedDelay !== undefined) return delayedWords(change);
  if (before === undefined) return after === undefined ? undefined : say`${fireText(after)}`;
  if (after === undefined) return say`${fireText(before)} -> none`;
  if (before === after) return say`${fireText(after)}`;
  const [was, is] = [partsOf(before), partsOf(after)];
  if (was.offset !== is.offset) return say`${fireText(before)} -> ${fireText(after)}`;
  const then = was.day === is.day ? is.clock : `${is.day} ${is.clock}`;
  return say`${`${was.day} ${was.clock}`} -> ${then} ${is.offset}`;
}

/** The zone behind the words of the next fire, where a time is among them. */
export function zoneOf({ nextFires, timeZone }: ChangeDocument): string {
  return nextFires.before.length + nextFires.after.length === 0 ? '' : ` ${timeZone}`;
}

/** Where a side fires after the end of each run; its first fire too, as far as it is known. */
function delayedWords(change: ChangeDocument): Message | undefined {
  const [was, is] = [sideWords(change, 'before'), sideWords(change, 'after')];
  if (was === undefined || is === undefined) return was === undefined ? is : say`${was} -> none`;
  return wordsOf(was) === wordsOf(is) ? is : say`${was} -> ${is}`;
}

function sideWords({ nextFires, fixedDelay }: ChangeDocument, side: 'before' | 'after'): Message | undefined {
  const [first] = nextFires[side];
  const delay = fixedDelay?.[side] ?? null;
  if (delay === null) return first === undefined ? undefined : say`${fireText(first)}`;
  if (first !== undefined) return say`${fireText(first)}, then ${delay} after each run has ended`;
  return side === 'after' && fixedDelay?.atOnce === true
    ? say`once deployed, then ${delay} after each run has ended`
    : say`${delay} after each run has ended`;
}

/** What fires it besides the moments that are known: `+ 5m after each run has ended`. */
export function delayRows({
  fixedDelay,
}: ChangeDocument): readonly { readonly sign: FireRow['sign']; readonly told: Message }[] {
  const [was, is] = [fixedDelay?.before ?? null, fixedDelay?.after ?? null];
  const row = (sign: FireRow['sign'], delay: string | null): ReturnType<typeof delayRows> =>
    delay === null ? [] : [{ sign, told: say`${delay} after each run has ended` }];
  return was === is ? row(' ', is) : [...row('-', was), ...row('+', is)];
}

/** Whether it fires at other moments than before, as far as they are known. */
export function firesElsewhen({ fires: { before, after }, fixedDelay }: ChangeDocument): boolean {
  if (fixedDelay !== undefined && (fixedDelay.atOnce || fixedDelay.before !== fixedDelay.after)) return true;
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
