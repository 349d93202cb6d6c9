import { say } from '../../../../message/index.ts';
import type { Reason } from '../../reason.ts';

/** A pipeline that was not there before. */
export const pipelineAdded: Reason = {
  reason: 'PIPELINE_ADDED',
  find({ before, after }) {
    if (before !== undefined || after === undefined) return [];
    const { incremental } = after.pipeline;
    const consequence =
      incremental === undefined
        ? say`its first run reads everything that its source selects`
        : incremental.from === undefined
          ? say`its first run reads everything, later ones what comes after the newest \`${incremental.column}\``
          : say`its first run reads rows whose \`${incremental.column}\` is after ${incremental.from}`;
    return [{ meaning: 'data-affecting', consequence, paths: [] }];
  },
};
