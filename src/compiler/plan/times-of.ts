import type { Artefact } from '../artefact/index.ts';
import { isFire } from './next-fires.ts';
import type { PlannedChange } from './plan.ts';
import type { ChangedPipeline } from './reason.ts';

type ChangeTimes = Pick<
  PlannedChange,
  'nextFires' | 'sharedFires' | 'firesPerDay' | 'fixedDelay' | 'timeZone' | 'timeZoneBefore'
>;

/**
 * When a pipeline fires, for people to look at.
 *
 * @param setsClock The daemon sets its clock anew when it deploys the change.
 */
export function timesOf(change: ChangedPipeline, setsClock: boolean): ChangeTimes {
  const { before, after, firing } = change;
  const nextFires = { before: firing.before?.next ?? [], after: firing.after?.next ?? [] };
  const both = new Set([
    ...nextFires.before.filter((time) => isFire(firing.after, time)),
    ...nextFires.after.filter((time) => isFire(firing.before, time)),
  ]);
  const [was, is] = [before?.pipeline.schedule.timeZone, after?.pipeline.schedule.timeZone];
  return {
    nextFires,
    sharedFires: [...both].sort((a, b) => a - b),
    firesPerDay: {
      ...(firing.before?.perDay === undefined ? {} : { before: firing.before.perDay }),
      ...(firing.after?.perDay === undefined ? {} : { after: firing.after.perDay }),
    },
    ...fixedDelayOf(change, setsClock),
    timeZone: is ?? was ?? 'UTC',
    ...(was === undefined || is === undefined || was === is ? {} : { timeZoneBefore: was }),
  };
}

/** How long after a run it fires, where no clock says when. */
function fixedDelayOf({ before, after }: ChangedPipeline, setsClock: boolean): Pick<PlannedChange, 'fixedDelay'> {
  const [was, is] = [delayOf(before), delayOf(after)];
  if (was === undefined && is === undefined) return {};
  return {
    fixedDelay: {
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
      atOnce: is !== undefined && setsClock,
    },
  };
}

function delayOf(artefact: Artefact | undefined): number | undefined {
  if (artefact === undefined || artefact.pipeline.state === 'suspended') return undefined;
  const { schedule } = artefact.pipeline;
  return schedule.kind === 'after' ? schedule.delayMs : undefined;
}
