import { cronOf, firesOnADay, shortestInterval, type Schedule } from '../../time/index.ts';
import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { EngineNode } from '../ir/index.ts';
import { child } from '../text/index.ts';
import { burstOf } from './cron-burst.ts';
import { cronFields, QUARTZ_PLACES } from './cron-field-place.ts';
import type { PipelineRule } from './rule.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Engines whose runs start a job on Flink, which takes seconds before the first row. */
const STARTS_JOBS: ReadonlySet<EngineNode['type']> = new Set(['flinkx', 'chunjun', 'flink-sql']);

/** A job started more often than once a minute: mostly a cron whose first field was taken for minutes. */
export const frequentJobs: PipelineRule = {
  name: 'frequent-jobs',
  *check(pipeline): Iterable<Diagnostic> {
    const { engine, schedule } = pipeline;
    if (!STARTS_JOBS.has(engine.type) || burstOf(pipeline) !== undefined) return;
    const interval = shortestInterval(schedule.schedule);
    if (interval === undefined || interval >= MINUTE_MS) return;
    const fires = firesPerDay(schedule.schedule);
    const second = cronFields(pipeline)[QUARTZ_PLACES.second];
    const at = second?.at ?? child(schedule.at, schedule.schedule.kind === 'cron' ? 'cron' : 'every');
    const minutes = minutesMeant(pipeline);
    yield makeDiagnostic('SL0415', at, say`a job is started ${fires} times a day, more often than once a minute`, {
      notes: [say`on \`${engine.type}\` each run starts a job of its own, which takes seconds before its first row`],
      help:
        minutes === undefined
          ? say`fire once a minute at most, or use \`after:\`, which waits for the run before`
          : say`the first of six fields is seconds; for minutes write \`${minutes.newText}\``,
      ...(minutes === undefined
        ? {}
        : {
            suggestions: [{ message: say`write \`${minutes.newText}\``, confidence: 'likely', edits: [minutes] }],
          }),
    });
  },
};

function firesPerDay(schedule: Schedule): number {
  if (schedule.kind === 'every') return Math.floor(DAY_MS / schedule.intervalMs);
  return schedule.kind === 'cron' ? firesOnADay(cronOf(schedule)) : 0;
}

/** The step of the first field moved to the second, which is free. */
function minutesMeant(pipeline: Parameters<PipelineRule['check']>[0]) {
  const [second, minute] = cronFields(pipeline);
  if (second === undefined || minute?.text !== '*' || !/^(?:\*|0)\/\d+$/.test(second.text)) return undefined;
  const at = { ...second.at, within: { start: second.at.within?.start ?? 0, end: minute.at.within?.end ?? 0 } };
  return { at, newText: `0 ${second.text}` };
}
