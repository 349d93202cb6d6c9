import { factsOf, type CompiledArtefact } from '../../compiler/index.ts';
import {
  calendarEnd,
  firstFireTime,
  isSameButDays,
  isSameClock,
  isSameSchedule,
  nextFireTime,
  previousFireTime,
  type Schedule,
} from '../../time/index.ts';
import type { Deployment, DeploymentChange, DeploymentKey } from '../ports/index.ts';

/** A pipeline that is to be deployed, under another name than before where `from` says so. */
export interface WantedPipeline {
  readonly from: string | undefined;
  readonly compiled: CompiledArtefact;
  /** What it goes on from, a deployment that was deleted too; with its artefact, where that is stored. */
  readonly before: { readonly deployment: Deployment | undefined; readonly artefact: CompiledArtefact | undefined };
}

/** The change that deploys a pipeline, with the time at which it fires next. Pure. */
export function toDeploymentChange(
  { from, compiled, before }: WantedPipeline,
  key: (pipeline: string) => DeploymentKey,
  now: number,
): DeploymentChange {
  const own = key(compiled.name);
  const nextFireTime = clockAfter(compiled, before, now);
  return from === undefined
    ? { kind: 'deploy', key: own, compiled, nextFireTime }
    : { kind: 'move', key: own, from, compiled, nextFireTime };
}

/**
 * When a pipeline fires next that goes on from `before`, UTC milliseconds; undefined = not by itself. A change that leaves the schedule
 * alone, or only writes it otherwise, leaves the clock alone: no due fire is lost by an edit; what is due by a clock that is set anew, the
 * store records. Where the calendar of a schedule had come to its end and is known further now, whatever else its days are, the clock goes
 * on from the last fire, and what was missed is for the misfire policy. Pure.
 */
export function clockAfter(
  compiled: CompiledArtefact,
  before: WantedPipeline['before'],
  now: number,
): number | undefined {
  const { state, schedule } = factsOf(compiled);
  if (state === 'suspended') return undefined;
  const { deployment, artefact } = before;
  const was = artefact === undefined ? undefined : factsOf(artefact).schedule;
  if (deployment?.state === 'active' && was !== undefined) {
    if (isSameClock(was, schedule))
      return isSameSchedule(was, schedule) ? deployment.nextFireTime : afterNewDays(deployment, schedule, now);
    const end = deployment.nextFireTime === undefined ? calendarEnd(was) : undefined;
    if (end !== undefined && end <= now && deployment.lastFireTime !== undefined && isSameButDays(was, schedule))
      return nextFireTime(schedule, Math.max(deployment.lastFireTime, end - 1));
  }
  return firstFireTime(schedule, now, deployment && lastOnRecord(deployment, was, now));
}

/** The newest fire on record once the change is: what is due by a clock that is set anew is recorded with it, or told as missed. */
function lastOnRecord({ state, nextFireTime: next, lastFireTime }: Deployment, was: Schedule | undefined, now: number) {
  if (state !== 'active' || was === undefined || next === undefined || next > now) return lastFireTime;
  return Math.max(next, previousFireTime(was, now + 1) ?? next, lastFireTime ?? next);
}

/** Of a schedule whose calendar alone is known to another day than before. */
function afterNewDays({ nextFireTime: next, lastFireTime }: Deployment, schedule: Schedule, now: number) {
  if (next === undefined) return nextFireTime(schedule, lastFireTime ?? now);
  const end = calendarEnd(schedule);
  return end !== undefined && next >= end ? undefined : next;
}
