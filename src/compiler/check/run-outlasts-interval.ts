import { formatDuration, shortestInterval } from '../../time/index.ts';
import { say, type Message } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { PipelineNode, ScheduleNode } from '../ir/index.ts';
import { child } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';

/** A run that may last longer than the time to the next fire: what becomes of that fire is the overlap policy's. */
export const runOutlastsInterval: PipelineRule = {
  name: 'run-outlasts-interval',
  *check(pipeline): Iterable<Diagnostic> {
    const { schedule, timeoutMs, retry, at } = pipeline;
    if (timeoutMs === undefined && retry.attempts < 2) return;
    const interval = shortestInterval(schedule.schedule);
    if (interval === undefined || schedule.overlap === 'allow') return;
    // one more fire may wait, so that none is lost before the second
    const room = schedule.overlap === 'queue-one' ? 2 * interval : interval;
    if (timeoutMs !== undefined && timeoutMs > room) {
      const [timeout, between] = [formatDuration(timeoutMs), formatDuration(interval)];
      yield makeDiagnostic(
        'SL0420',
        child(at, 'timeout'),
        say`a run may last ${timeout}, longer than the ${between} between two fires`,
        {
          notes: outcomeOf(pipeline),
          help: say`give a \`timeout\` of ${between} at most, or fire less often`,
          labels: [{ at: schedule.at, message: say`fires every ${between} at its shortest` }],
        },
      );
      return; // one cause, one finding: the retries would only repeat it
    }
    // a queue catches up when the trouble is over, and a cursor loses nothing by a fire that is skipped
    if (schedule.overlap === 'queue-all' || isIncremental(pipeline)) return;
    const waits = waitsOf(pipeline);
    if (waits <= room) return;
    yield makeDiagnostic(
      'SL0421',
      child(at, 'retry'),
      say`the waits between ${retry.attempts} attempts are ${formatDuration(waits)}, longer than the ${formatDuration(interval)} between two fires`,
      {
        notes: outcomeOf(pipeline),
        help: say`try fewer times or wait less: \`max\` is the longest wait`,
      },
    );
  },
};

const OUTCOMES: Readonly<Record<Exclude<ScheduleNode['overlap'], 'allow'>, Message>> = {
  skip: say`with \`overlap: skip\` the fires that come meanwhile are skipped`,
  'queue-one': say`with \`overlap: queue-one\` one fire waits, and the others that come meanwhile are skipped`,
  'queue-all': say`with \`overlap: queue-all\` fires pile up faster than they are worked off`,
  'cancel-running': say`with \`overlap: cancel-running\` the next fire stops the run before its time is up`,
};

function isIncremental({ work }: PipelineNode): boolean {
  return work.kind === 'movement' && work.source.incremental !== undefined;
}

function outcomeOf(pipeline: PipelineNode): Message[] {
  const { overlap } = pipeline.schedule;
  if (overlap === 'allow') return [];
  const skips = overlap === 'skip' || overlap === 'queue-one';
  return [
    OUTCOMES[overlap],
    ...(skips && isIncremental(pipeline) ? [say`no row is lost by it: the next run goes on from the cursor`] : []),
  ];
}

/** The waits alone, as the executor takes them: doubled each time up to the longest, or fixed. */
function waitsOf({ retry }: PipelineNode): number {
  let total = 0;
  for (let wait = 0; wait < retry.attempts - 1; wait += 1)
    total += Math.min(retry.initialMs * (retry.backoff === 'fixed' ? 1 : 2 ** wait), retry.maxMs);
  return total;
}
