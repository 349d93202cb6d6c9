import { say, wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import { statusName, type PublishedReview } from '../../review/index.ts';
import type { WhichPull } from '../review/which-pull.ts';
import type { Terminal } from '../terminal.ts';

/** `sluice review --output json`: schemas/review.schema.json. */
export function reviewDocument(
  { outcome, comment, status, verdict, approvals, notices, publication }: PublishedReview,
  { forge, repository, number }: WhichPull,
  catalogue: Catalogue | undefined,
): object {
  return {
    formatVersion: '1.0',
    forge,
    repository,
    number,
    outcome,
    comment: comment ?? null,
    status: status ?? null,
    passed: verdict === undefined ? null : verdict.state === 'passed',
    title: verdict === undefined ? null : wordsOf(verdict.title, catalogue),
    missingApprovals: approvals
      .filter(({ approvedBy }) => approvedBy === undefined)
      .map(({ owners, pipelines, meaning }) => ({ owners, pipelines, meaning })),
    notices: notices.map((notice) => wordsOf(notice, catalogue)),
    plan: publication?.document ?? null,
  };
}

/** How to hold on to the plan that was reviewed. */
export function sealWords(seal: string): Message {
  return say`its seal, for \`apply --seal\`: ${seal}`;
}

/** What has been published, for the log of CI. */
export function showReview(review: PublishedReview, terminal: Terminal, catalogue: Catalogue | undefined): void {
  const words = (message: Message): string => wordsOf(message, catalogue);
  const { comment, status, verdict, notices, publication } = review;
  for (const notice of notices) terminal.warn(`${words(say`note`)}: ${words(notice)}`);
  if (verdict === undefined || publication === undefined) return;
  const { project, environment } = publication.document;
  if (comment !== undefined) terminal.say(words(COMMENT_WORDS[comment]));
  if (status !== undefined)
    terminal.say(words(say`${STATUS_WORDS[status.as]} \`${statusName(project, environment)}\`: ${verdict.title}`));
  if (verdict.state !== 'passed') terminal.warn(`${words(say`error`)}: ${words(verdict.title)}`);
}

const COMMENT_WORDS = {
  created: say`comment written`,
  updated: say`comment edited`,
  none: say`no comment: nothing changes`,
  'kept-newer': say`comment left as it is`,
} as const;

const STATUS_WORDS = { check: say`check`, status: say`commit status`, label: say`label` } as const;
