import { isBrokenInBase, type Reason } from '../../reason.ts';
import { firstRun } from './first-run.ts';

/** A pipeline that was not there before, and what it reads first. */
export const pipelineAdded: Reason = {
  reason: 'PIPELINE_ADDED',
  find(change) {
    const { before, after } = change;
    if (before !== undefined || after === undefined || isBrokenInBase(change)) return [];
    return [{ meaning: 'data-affecting', consequence: firstRun(change, after), paths: [] }];
  },
};
