import { cronOf, firesBetween, firesOnADay, type Schedule } from '../../../../time/index.ts';
import { briefOf } from '../../brief-of.ts';
import { BY_A_CLOCK } from '../../clocks.ts';
import type { PlanSide } from '../../plan-side.ts';
import { clockKey } from './clock-key.ts';

const DAY_MS = 86_400_000;
/** How far it is looked, the first for which there are not too many fires to look at. */
const WINDOWS_MS = [7 * DAY_MS, DAY_MS, 3_600_000, 60_000] as const;
/** So many fires of different clocks are looked at in a fraction of a second. */
const MOST_FIRES = 300_000;

/** Pipelines that read one datasource by one clock, and had one clock there before. */
export interface Starters {
  readonly names: string[];
  readonly schedule: Schedule;
  /** When they fired on this datasource before; absent where they did not. */
  readonly before?: Schedule;
}

/** Fires of some starters that begin in the same second as others of their datasource, and did not before. */
export interface NewMeetings {
  /** How many seconds there are. */
  readonly count: number;
  readonly first: number;
  /** Whom they meet, the most frequent first; a pipeline's own starters too, where they are several. */
  readonly others: readonly Starters[];
  /** How many pipelines those are, without the one that is asked for. */
  readonly pipelines: number;
}

/** Who begins when on the datasources of a plan's head. */
export class Meetings {
  /** How far it is looked: milliseconds from the plan's moment. */
  readonly windowMs: number;
  readonly #now: number;
  readonly #byDatasource = new Map<string, Map<string, Starters>>();
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
      this.#add(name, is, was?.datasource === is.datasource ? was.schedule : undefined);
    }
    const clocks = [...this.#byDatasource.values()].flatMap((each) => [...each.values()]);
    const perDay = clocks.reduce((sum, { schedule }) => sum + mostADay(schedule), 0);
    this.windowMs = WINDOWS_MS.find((window) => (perDay * window) / DAY_MS <= MOST_FIRES) ?? WINDOWS_MS[3];
  }

  /** The new meetings of a pipeline with others; undefined where there are none, or it begins when it did. */
  of(pipeline: string, datasource: string): NewMeetings | undefined {
    const starters = this.#startersOf.get(pipeline);
    if (starters === undefined || isAsBefore(starters)) return undefined;
    if (!this.#found.has(starters)) this.#found.set(starters, this.#find(starters, datasource));
    return this.#found.get(starters);
  }

  #add(name: string, { datasource, schedule }: Start, before: Schedule | undefined): void {
    const ofDatasource = this.#byDatasource.get(datasource) ?? new Map<string, Starters>();
    this.#byDatasource.set(datasource, ofDatasource);
    const key = `${clockKey(schedule)}\n${before === undefined ? '' : clockKey(before)}`;
    const known = ofDatasource.get(key) ?? { names: [], schedule, ...(before === undefined ? {} : { before }) };
    ofDatasource.set(key, known);
    known.names.push(name);
    this.#startersOf.set(name, known);
  }

  #find(starters: Starters, datasource: string): NewMeetings | undefined {
    const bySecond = this.#secondsOf(datasource);
    const counts = new Map<Starters, number>();
    let [count, first] = [0, Infinity];
    for (const time of this.#firesOf(starters.schedule)) {
      const stays = this.#firedAt(starters, time);
      const met = (bySecond.get(time) ?? []).filter(
        (each) => (each !== starters || each.names.length > 1) && !(stays && this.#firedAt(each, time)),
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

  #secondsOf(datasource: string): ReadonlyMap<number, readonly Starters[]> {
    const known = this.#bySecond.get(datasource);
    if (known !== undefined) return known;
    const made = new Map<number, Starters[]>();
    for (const starters of this.#byDatasource.get(datasource)?.values() ?? [])
      for (const time of this.#firesOf(starters.schedule)) {
        const there = made.get(time);
        if (there === undefined) made.set(time, [starters]);
        else there.push(starters);
      }
    this.#bySecond.set(datasource, made);
    return made;
  }

  #firedAt({ before }: Starters, time: number): boolean {
    return before !== undefined && this.#firesOf(before).has(time);
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

interface Start {
  readonly datasource: string;
  readonly schedule: Schedule;
}

/** One that waits for others begins when they have succeeded, and is not among them. */
function startOf(compiled: Parameters<typeof briefOf>[0]): Start | undefined {
  const { schedule, state, datasource } = briefOf(compiled);
  return datasource === undefined || state === 'suspended' || !BY_A_CLOCK.has(schedule.kind)
    ? undefined
    : { datasource, schedule };
}

function isAsBefore({ schedule, before }: Starters): boolean {
  return before !== undefined && clockKey(before) === clockKey(schedule);
}

function mostADay(schedule: Schedule): number {
  if (schedule.kind === 'every') return DAY_MS / schedule.intervalMs;
  return schedule.kind === 'cron' ? firesOnADay(cronOf(schedule)) : 1;
}
