import { say } from '../../../../message/index.ts';
import type { Reason } from '../../reason.ts';

/** A pipeline whose definition is gone. */
export const pipelineRemoved: Reason = {
  reason: 'PIPELINE_REMOVED',
  find({ after, deployed }) {
    if (after !== undefined) return [];
    const open = deployed?.openRuns ?? 0;
    const consequence =
      open > 0
        ? say`it does not fire any more; ${open} of its runs are not over and are finished as they are`
        : say`it does not fire any more; what it wrote stays, and so do its cursor and its runs`;
    return [{ meaning: 'destructive', consequence, paths: [] }];
  },
};
