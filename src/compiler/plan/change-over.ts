import { firstFireTime, isSameClock, previousFireTime } from '../../time/index.ts';
import type { UpdatedPipeline } from './reason.ts';

/** The newest fire under the schedule that goes: as it is on record, or else by the arithmetic of its clock. */
export function lastFireBefore({ deployed, firing, facts }: UpdatedPipeline): number | undefined {
  if (deployed !== undefined) return deployed.lastFireTime;
  const [clock, second] = firing.before.clocks.schedules;
  if (clock === undefined || second !== undefined || firing.before.clocks.held) return undefined;
  return previousFireTime(clock, facts.now + 1);
}

/**
 * True where the daemon sets the clock of a pipeline anew when it deploys the change (runtime/reconcile): it was suspended, or
 * its schedule is another. Not where its calendar alone is known to another day than before.
 */
export function isClockSetAnew({
  before,
  after,
  deployed,
}: Pick<UpdatedPipeline, 'before' | 'after' | 'deployed'>): boolean {
  if (after.pipeline.state === 'suspended') return false;
  if (before.pipeline.state === 'suspended' || deployed?.state === 'suspended') return true;
  return !isSameClock(before.pipeline.schedule, after.pipeline.schedule);
}

/** The first fire under the schedule that comes, where the change is deployed now. */
export function firstFireAfter(change: UpdatedPipeline): number | undefined {
  const { after, firing, facts } = change;
  if (after.pipeline.schedule.kind === 'upstream') return firing.after.next[0];
  return firstFireTime(after.pipeline.schedule, facts.now, lastFireBefore(change));
}
