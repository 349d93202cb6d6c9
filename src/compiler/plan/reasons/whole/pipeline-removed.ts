import { say, type Message } from '../../../../message/index.ts';
import type { ChangedPipeline, Reason } from '../../reason.ts';
import { isContinuous, jobLeftRunning } from '../../running-job.ts';

/** A pipeline whose definition is gone. */
export const pipelineRemoved: Reason = {
  reason: 'PIPELINE_REMOVED',
  find(change) {
    if (change.after !== undefined) return [];
    return [{ meaning: 'destructive', consequence: consequenceOf(change), paths: [] }];
  },
};

function consequenceOf(change: ChangedPipeline): Message {
  const { before, deployed } = change;
  if (before !== undefined && isContinuous(before)) {
    const left = jobLeftRunning(change);
    const kept = say`what it wrote stays, and where it stood is kept by its engine alone`;
    return left === undefined ? say`it is a stream that is not started any more; ${kept}` : say`${left}; ${kept}`;
  }
  const open = deployed?.openRuns ?? 0;
  return open > 0
    ? say`it does not fire any more; ${open} of its runs are not over: those that wait for their turn are skipped, others are finished as they are`
    : say`it does not fire any more; what it wrote stays, and so do its cursor and its runs`;
}
