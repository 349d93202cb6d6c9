import { firstTransition, offsetAt } from './zone.ts';

/** A change of a zone's clock. Readings are wall clocks (see zone.ts): `start` up to `end`, exclusive. */
export interface ClockChange {
  /** `gap`: the readings do not exist on that day. `overlap`: they come twice. */
  readonly kind: 'gap' | 'overlap';
  /** When it happens, UTC milliseconds. */
  readonly time: number;
  readonly start: number;
  readonly end: number;
}

/** No zone changes its clock twice within this. */
const STEP_MS = 14 * 86_400_000;
const remembered = new Map<string, readonly ClockChange[]>();

/** The changes in (from, until], oldest first; none for a zone without daylight saving. Throws RangeError for an unknown zone. */
export function clockChanges(timeZone: string, from: number, until: number): readonly ClockChange[] {
  const key = `${timeZone} ${from} ${until}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const found: ClockChange[] = [];
  for (let at = from; at < until; at += STEP_MS) {
    const time = firstTransition(at, Math.min(at + STEP_MS, until), timeZone);
    if (time === undefined) continue;
    const [before, after] = [offsetAt(time - 1000, timeZone), offsetAt(time, timeZone)];
    found.push({
      kind: after > before ? 'gap' : 'overlap',
      time,
      start: time + Math.min(before, after),
      end: time + Math.max(before, after),
    });
  }
  if (remembered.size > 1_000) remembered.clear();
  remembered.set(key, found);
  return found;
}
