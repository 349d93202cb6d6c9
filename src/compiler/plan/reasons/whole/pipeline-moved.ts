import { say } from '../../../../message/index.ts';
import type { Reason } from '../../reason.ts';

/** A pipeline that has another name. */
export const pipelineMoved: Reason = {
  reason: 'PIPELINE_MOVED',
  find({ name, before, after }) {
    const from = before?.pipeline.name;
    if (from === undefined || after === undefined || from === name) return [];
    return [
      {
        meaning: 'cosmetic',
        consequence: say`\`${from}\` keeps its clock, cursor and runs under the name \`${name}\``,
        paths: [],
      },
    ];
  },
};
