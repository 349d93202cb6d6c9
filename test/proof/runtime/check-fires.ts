import type { Verdict } from '../support/verdict.ts';
import { describeRun, FINAL, type RecordedRun } from './record.ts';
import type { RoundPipeline } from './round-project.ts';

/**
 * Every multiple of the interval from the first fire to the last moment is on record exactly once and has ended.
 * Rounds are far shorter than a misfire, so no policy may leave one out; overlap may skip one, on record.
 *
 * @param deployedAt When the pipeline was accepted: its slot of that moment is its first fire.
 * @param until Fires up to here must have ended.
 */
export function checkFires(
  pipeline: RoundPipeline,
  runs: readonly RecordedRun[],
  deployedAt: number,
  until: number,
  verdict: Verdict,
): void {
  const own = runs.filter((run) => run.pipeline === pipeline.name);
  verdict.count('fires', own.length);
  const times = own.map((run) => run.fireTime);
  const seen = new Set(times);
  if (seen.size !== times.length)
    verdict.doubled.push(`${pipeline.name}: ${times.length - seen.size} fires on record twice`);
  for (const run of own) checkRun(pipeline, run, until, verdict);
  if (pipeline.everyMs === undefined) {
    checkDependent(runs, seen, until, verdict);
    return;
  }
  const slot = Math.floor(deployedAt / pipeline.everyMs) * pipeline.everyMs;
  const last = Math.max(until, times.at(-1) ?? 0);
  // The moment of the comparison is a little before that of the record.
  const first = seen.has(slot - pipeline.everyMs) ? slot - pipeline.everyMs : slot;
  for (let time = first; time <= last; time += pipeline.everyMs) {
    if (!seen.delete(time)) verdict.lost.push(`${pipeline.name} has no fire of ${new Date(time).toISOString()}`);
  }
  for (const time of seen) verdict.doubled.push(`${pipeline.name} fired at ${time}, which is no time of its schedule`);
}

function checkRun(pipeline: RoundPipeline, run: RecordedRun, until: number, verdict: Verdict): void {
  verdict.count('attempts', run.attempts.length);
  verdict.count('attempts not succeeded', run.attempts.filter((state) => state !== 'succeeded').length);
  const successes = run.attempts.filter((state) => state === 'succeeded').length;
  if (successes > 1) verdict.doubled.push(`${describeRun(run)} succeeded ${successes} times`);
  if (run.state === 'succeeded' && run.attempts.at(-1) !== 'succeeded') {
    verdict.broken.push(`${describeRun(run)} succeeded without an attempt that did`);
  }
  if (run.fireTime > until) return;
  const mayBeSkipped = pipeline.overlap === 'skip' || pipeline.overlap === 'queue-one';
  if (run.state === 'skipped' && mayBeSkipped && run.reason.includes('OVERLAP')) verdict.count('skipped for overlap');
  else if (!FINAL.has(run.state)) verdict.lost.push(`${describeRun(run)} has not ended`);
  else if (run.state !== 'succeeded') verdict.lost.push(describeRun(run));
}

/** What runs after \`feed\` has one run for each of its successes since the first. */
function checkDependent(
  runs: readonly RecordedRun[],
  seen: ReadonlySet<number>,
  until: number,
  verdict: Verdict,
): void {
  const feed = runs.filter((run) => run.pipeline === 'feed' && run.state === 'succeeded').map((run) => run.fireTime);
  const first = Math.min(...seen);
  for (const time of feed) {
    if (time >= first && time <= until && !seen.has(time)) verdict.lost.push(`after did not run for ${time}`);
  }
  for (const time of seen) {
    if (!feed.includes(time)) verdict.doubled.push(`after ran for ${time}, for which feed has not succeeded`);
  }
}
