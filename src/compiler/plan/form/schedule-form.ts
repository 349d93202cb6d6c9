import {
  formatDuration,
  splitCron,
  type Freeze,
  type Jitter,
  type Schedule,
  type ScheduleLimits,
} from '../../../time/index.ts';
import type { NormalisedPipeline } from '../../artefact/index.ts';
import type { JsonMap } from '../compare/differences.ts';

/** A schedule as its author writes it, what becomes of late fires included; the zone is always said. */
export function scheduleForm({ schedule, misfire, startingDeadlineMs, freezes, overlap }: NormalisedPipeline): JsonMap {
  const { policy, limit, afterMs } = misfire;
  const policies = {
    // only a catch-up has a limit
    misfire: policy === 'catch-up' ? { policy, limit } : { policy },
    ...(afterMs === undefined ? {} : { misfireAfter: formatDuration(afterMs) }),
    ...(startingDeadlineMs === undefined ? {} : { startingDeadline: formatDuration(startingDeadlineMs) }),
    ...(freezes === undefined ? {} : { freezes: freezesForm(freezes) }),
    overlap,
  };
  return { ...clockForm(schedule), timeZone: schedule.timeZone, ...policies };
}

function clockForm(schedule: Schedule): JsonMap {
  switch (schedule.kind) {
    case 'cron':
      return {
        // two dialects that take an expression fire it alike, but for one with another number of fields
        cron: splitCron(schedule.expression)
          .map(({ text }) => text)
          .join(' '),
        ...(schedule.dst === undefined ? {} : { dst: schedule.dst }),
        ...limitsForm(schedule),
      };
    case 'every':
      return { every: formatDuration(schedule.intervalMs), ...limitsForm(schedule) };
    case 'after':
      return { after: formatDuration(schedule.delayMs) };
    case 'at':
      return { at: new Date(schedule.time).toISOString() };
    case 'manual':
    case 'upstream':
    case 'continuous':
      return { kind: schedule.kind };
    default:
      return schedule satisfies never;
  }
}

function limitsForm({ start, end, calendar, jitterMs }: Jitter & ScheduleLimits): JsonMap {
  return {
    ...(start === undefined ? {} : { start: new Date(start).toISOString() }),
    ...(calendar === undefined ? {} : { calendar: { ...calendar } }),
    ...(end === undefined ? {} : { end: new Date(end).toISOString() }),
    ...(jitterMs === undefined ? {} : { jitter: formatDuration(jitterMs) }),
  };
}

/** Those of sluice.yaml that concern the pipeline, by name. */
function freezesForm(freezes: readonly Freeze[]): JsonMap {
  return Object.fromEntries(
    freezes.map(({ name, policy, fires, window }) => {
      const when =
        'from' in window
          ? { from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() }
          : { ...clockForm(window.opens), timeZone: window.opens.timeZone, for: formatDuration(window.forMs) };
      return [name, { policy, fires, ...when }];
    }),
  );
}
