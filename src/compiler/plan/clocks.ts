import type { Schedule } from '../../time/index.ts';
import { canonicalJson, type Artefact } from '../artefact/index.ts';
import type { PlanSide } from './plan-side.ts';
import { windowClock } from './window-clock.ts';

/** What fires a pipeline by itself. */
export interface Clocks {
  /** Its own schedule, or those of the pipelines that it waits for, each once; none where nobody can say when it fires. */
  readonly schedules: readonly Schedule[];
  /** Where the window of a fire begins is said by this one: its own schedule, or that of the first with one among those that it waits for. */
  readonly window: Schedule;
  /** It is suspended, or one that has to succeed for it to start. */
  readonly held: boolean;
}

/** Schedules whose fires arithmetic tells. */
export const BY_A_CLOCK: ReadonlySet<Schedule['kind']> = new Set(['cron', 'every', 'at']);

/** The clocks of a pipeline as one side has it and those that it waits for. */
export function clocksOf(artefact: Artefact, side: PlanSide): Clocks {
  const { schedule, state } = artefact.pipeline;
  if (schedule.kind === 'upstream') return clocksAbove(artefact, side);
  return { schedules: BY_A_CLOCK.has(schedule.kind) ? [schedule] : [], window: schedule, held: state === 'suspended' };
}

function clocksAbove(artefact: Artefact, { pipelines }: PlanSide): Clocks {
  const window = windowClock(artefact, pipelines);
  const found = new Map<string, Schedule>();
  const seen = new Set<string>();
  const open: (Artefact | undefined)[] = [artefact];
  let held = false;
  while (open.length > 0) {
    const each = open.pop();
    if (each === undefined) return { schedules: [], window, held };
    const { name, schedule, state, dependsOn } = each.pipeline;
    if (seen.has(name)) continue;
    seen.add(name);
    held ||= state === 'suspended';
    // what any of several starts no one clock tells
    if (isStartedByAny(each)) return { schedules: [], window, held };
    if (schedule.kind === 'upstream') open.push(...dependsOn.map((upstream) => pipelines.get(upstream)?.artefact));
    else if (BY_A_CLOCK.has(schedule.kind)) found.set(canonicalJson(schedule), schedule);
    else return { schedules: [], window, held };
  }
  return { schedules: [...found.values()], window, held };
}

function isStartedByAny({ pipeline: { schedule, upstreamPolicy } }: Artefact): boolean {
  return schedule.kind === 'upstream' && upstreamPolicy?.any === true;
}
