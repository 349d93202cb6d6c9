import { say, type Message } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { isContinuous, jobLeftRunning } from '../../running-job.ts';
import { sourceOf } from '../../ends/source-of.ts';
import { endWords } from '../../ends/end-words.ts';
import { timeText } from '../../time-text.ts';

/** A pipeline that fires nothing until it is set to `running` again. */
export const suspended: Reason = {
  reason: 'SUSPENDED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/state'));
    if (paths.length === 0 || !isUpdated(change) || change.after.pipeline.state !== 'suspended') return [];
    const { timeZone } = change.after.pipeline.schedule;
    const [lost] = change.firing.before.next;
    const stops =
      lost === undefined
        ? say`it does not start by itself until it is set to \`running\` again`
        : say`it does not fire until it is set to \`running\` again: the fire at ${timeText(lost, timeZone)} is the first that is left out, and none of them is made up for`;
    if (!isContinuous(change.before))
      return [{ meaning: 'schedule', consequence: withOpenRuns(stops, change.deployed?.openRuns ?? 0), paths }];
    const left = jobLeftRunning(change);
    const place = endWords(sourceOf(change.before));
    const waits =
      left === undefined
        ? say`what comes to ${place} meanwhile waits there: what its retention takes before the stream goes on is lost`
        : say`while no job of it runs, what comes to ${place} waits there: what its retention takes before the stream goes on is lost`;
    return [
      { meaning: 'schedule', consequence: left === undefined ? stops : say`${stops}; ${left}`, paths },
      { meaning: 'data-affecting', consequence: waits, paths },
    ];
  },
};

function withOpenRuns(stops: Message, open: number): Message {
  if (open === 0) return stops;
  return open === 1
    ? say`${stops}; its run that is not over is finished as it is`
    : say`${stops}; its ${open} runs that are not over are finished as they are`;
}
