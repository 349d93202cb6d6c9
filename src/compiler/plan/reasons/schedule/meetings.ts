import { cronOf, firesBetween, firesOnADay, isClockSchedule, type Schedule } from '../../../../time/index.ts';
import { briefOf } from '../../brief-of.ts';
import { BY_A_CLOCK } from '../../clocks.ts';
import type { PlanSide } from '../../plan-side.ts';
import { clockKey } from './clock-key.ts';
import { DAY_MS } from '../../day.ts';

/** How far it is looked, the first for which there are not too many fires to look at. */
const WINDOWS_MS = [7 * DAY_MS, DAY_MS, 3_600_000, 60_000] as const;
/** So many fires of different clocks are looked at in a fraction of a second. */
const MOST_FIRES = 300_000;

/** What a pipeline reads, and when. */
interface Start {
  readonly database: string;
  readonly schedule: Schedule;
}

/** Pipelines that read one database by one clock, and did so of one database before. */
export interface Starters extends Start {
  readonly names: string[];
  /** Absent where they did not fire before. */
  readonly before?: Start;
}

/** Fires of some starters that begin in the same second as others of their database, and did not before. */
export interface NewMeetings {
  /** How many seconds there are. */
  readonly count: number;
  readonly first: number;
  /** Whom they meet, the most frequent first; a pipeline's own starters too, where they are several. */
  readonly others: readonly Starters[];
  /** How many pipelines those are, without the one that is asked for. */
  readonly pipelines: number;
}

/** Who begins when on the databases of a plan's head. */
export class Meetings {
  /** How far it is looked: milliseconds from the plan's moment. */
  readonly windowMs: number;
  readonly #now: number;
  readonly #byDatabase = new Map<string, Map<string, Starters>>();
  readonly #startersOf = new Map<string, Starters>();
  readonly #bySecond = new Map<string, Map<number, Starters[]>>();
  readonly #found = new Map<Starters, NewMeetings | undefined>();
  readonly #fires = new Map<string, ReadonlySet<number>>();

  /** @param formerNames What pipelines of the head were called at the base, where that was another name. */
  constructor(base: PlanSide, head: PlanSide, formerNames: ReadonlyMap<string, string>, now: number) {
    this.#now = now;
    for (const [name, compiled] of head.pipelines) {
      const is = startOf(compiled);
      if (is === undefined) continue;
      const last = base.pipelines.get(formerNames.get(name) ?? name);
      const was = last === compiled ? is : last && startOf(last);
      this.#add(name, is, was);
    }
    const clocks = [...this.#byDatabase.values()].flatMap((each) => [...each.values()]);
    const perDay = clocks.reduce((sum, { schedule }) => sum + mostADay(schedule), 0);
    this.windowMs = WINDOWS_MS.find((window) => (perDay * window) / DAY_MS <= MOST_FIRES) ?? WINDOWS_MS[3];
  }

  /** The new meetings of a pipeline with others; undefined where there are none, or it begins when it did. */
  of(pipeline: string): NewMeetings | undefined {
    const starters = this.#startersOf.get(pipeline);
    if (starters === undefined || isAsBefore(starters)) return undefined;
    if (!this.#found.has(starters)) this.#found.set(starters, this.#find(starters));
    return this.#found.get(starters);
  }

  #add(name: string, { database, schedule }: Start, before: Start | undefined): void {
    const ofDatabase = this.#byDatabase.get(database) ?? new Map<string, Starters>();
    this.#byDatabase.set(database, ofDatabase);
    const key = `${clockKey(schedule)}\n${before === undefined ? '' : keyOf(before)}`;
    const known = ofDatabase.get(key) ?? { database, names: [], schedule, ...(before === undefined ? {} : { before }) };
    ofDatabase.set(key, known);
    known.names.push(name);
    this.#startersOf.set(name, known);
  }

  #find(starters: Starters): NewMeetings | undefined {
    const bySecond = this.#secondsOf(starters.database);
    const counts = new Map<Starters, number>();
    let [count, first] = [0, Infinity];
    for (const time of this.#firesOf(starters.schedule)) {
      const stays = this.#firedAt(starters, time);
      const met = (bySecond.get(time) ?? []).filter(
        (each) =>
          (each !== starters || each.names.length > 1) &&
          !(stays && each.before?.database === starters.before?.database && this.#firedAt(each, time)),
      );
      if (met.length === 0) continue;
      count += 1;
      first = Math.min(first, time);
      for (const each of met) counts.set(each, (counts.get(each) ?? 0) + 1);
    }
    if (count === 0) return undefined;
    const others = [...counts].toSorted(([, one], [, other]) => other - one).map(([each]) => each);
    const met = others.reduce((sum, { names }) => sum + names.length, 0);
    return { count, first, others, pipelines: counts.has(starters) ? met - 1 : met };
  }

  #secondsOf(database: string): ReadonlyMap<number, readonly Starters[]> {
    const known = this.#bySecond.get(database);
    if (known !== undefined) return known;
    const made = new Map<number, Starters[]>();
    for (const starters of this.#byDatabase.get(database)?.values() ?? [])
      for (const time of this.#firesOf(starters.schedule)) {
        const there = made.get(time);
        if (there === undefined) made.set(time, [starters]);
        else there.push(starters);
      }
    this.#bySecond.set(database, made);
    return made;
  }

  #firedAt({ before }: Starters, time: number): boolean {
    return before !== undefined && this.#firesOf(before.schedule).has(time);
  }

  #firesOf(schedule: Schedule): ReadonlySet<number> {
    const key = clockKey(schedule);
    const known = this.#fires.get(key);
    if (known !== undefined) return known;
    const made = new Set(firesBetween(schedule, this.#now, this.#now + this.windowMs));
    this.#fires.set(key, made);
    return made;
  }
}

/** One that waits for others begins when they have succeeded, and is not among them. */
function startOf(compiled: Parameters<typeof briefOf>[0]): Start | undefined {
  const { schedule, state, database } = briefOf(compiled);
  return database === undefined || state === 'suspended' || !BY_A_CLOCK.has(schedule.kind) || isSpread(schedule)
    ? undefined
    : { database, schedule };
}

/** Such starts meet nobody's by more than chance. */
function isSpread(schedule: Schedule): boolean {
  return isClockSchedule(schedule) && schedule.jitterMs !== undefined;
}

function isAsBefore({ database, schedule, before }: Starters): boolean {
  return before !== undefined && keyOf(before) === keyOf({ database, schedule });
}

function keyOf({ database, schedule }: Start): string {
  return `${clockKey(schedule)}\n${database}`;
}

function mostADay(schedule: Schedule): number {
  if (schedule.kind === 'every') return DAY_MS / schedule.intervalMs;
  return schedule.kind === 'cron' ? firesOnADay(cronOf(schedule)) : 1;
}
