import { listWords } from '../compiler/index.ts';
import { say, type Message } from '../message/index.ts';
import type { ApprovalState } from './approval-states.ts';

/** So many pipelines of one approval are named. */
const MOST_NAMED = 10;

/** What has become of an approval, for the comment; what is missing is to stand first. */
export function approvalWords({ owners, pipelines, approvedBy }: ApprovalState): Message {
  const named = pipelines
    .slice(0, MOST_NAMED)
    .map((pipeline) => `\`${pipeline}\``)
    .join(', ');
  const more = pipelines.length > MOST_NAMED ? ', …' : '';
  return approvedBy === undefined
    ? say`${listWords(owners)} has to approve: ${named}${more}`
    : say`approved by \`${approvedBy}\`: ${named}${more}`;
}
