import { say, wordsOf, type Catalogue, type Message } from '../message/index.ts';
import { markdownLine } from '../compiler/index.ts';
import { approvalStates, type ApprovalState } from './approval-states.ts';
import { approvalWords } from './approval-words.ts';
import { ForgeError } from './forge-error.ts';
import type { Forge, PullRequest, StatusPlace } from './forge.ts';
import { markerOf } from './marker.ts';
import type { Publication } from './publication.ts';
import { publishComment, type CommentOutcome } from './publish-comment.ts';
import type { ReviewClock } from './review-clock.ts';
import { verdictOf, type Verdict } from './verdict.ts';

export interface ReviewOptions {
  /** The commit that the working tree has, as the forge knows it. */
  readonly head: string;
  /** Makes a comment also where nothing changes. */
  readonly always: boolean;
  readonly clock: ReviewClock;
  /** Words of comment and check; English without. */
  readonly catalogue?: Catalogue | undefined;
  /** Plans against the newest commit of the base branch. */
  plan(base: string): Promise<Publication>;
}

/** What has been published. */
export interface PublishedReview {
  /** `stale`: the branch has a newer commit, whose own run publishes; nothing was written. */
  readonly outcome: 'published' | 'stale';
  readonly publication: Publication | undefined;
  readonly verdict: Verdict | undefined;
  readonly comment: CommentOutcome | undefined;
  readonly status: StatusPlace | undefined;
  /** Those that the plan needs, given or not. */
  readonly approvals: readonly ApprovalState[];
  readonly notices: readonly Message[];
}

/** What a forge names goes on to git: SHA-1 or SHA-256. */
const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
/** A base that moves faster than this is left to the next run. */
const ROUNDS = 3;

/** Plans a pull request and publishes it: one comment and one check. Plans again while the base moves. Throws a `ForgeError`. */
export async function publishReview(forge: Forge, options: ReviewOptions): Promise<PublishedReview> {
  const notices: Message[] = [];
  let pull = await readPull(forge);
  let published: PublishedReview | undefined;
  for (let round = 1; round <= ROUNDS; round += 1) {
    if (pull.head !== options.head) return stale(options.head, pull, published, notices);
    const publication = await options.plan(pull.base);
    const before = await readPull(forge);
    if (before.head !== options.head) return stale(options.head, before, published, notices);
    if (before.base === pull.base || round === ROUNDS) {
      published = await publishOnce(forge, publication, before.author, options);
      pull = await readPull(forge);
      if (pull.base === publication.base && pull.head === options.head) return { ...published, notices };
      if (pull.head !== options.head) return stale(options.head, pull, published, notices);
    } else pull = before;
    notices.push(say`the base has moved to ${pull.base.slice(0, 12)}: planned again`);
  }
  if (published === undefined) throw new Error('the last round publishes');
  notices.splice(-1, 1, say`the base has moved to ${pull.base.slice(0, 12)} since: run it again`);
  return { ...published, notices };
}

async function publishOnce(
  forge: Forge,
  publication: Publication,
  author: string,
  { head, always, clock, catalogue }: ReviewOptions,
): Promise<PublishedReview> {
  const { document, base, annotations } = publication;
  const { project, environment, changes, at } = document;
  const approvals = await approvalStates(forge, document.approvals, author);
  const missing = approvals.filter(({ approvedBy }) => approvedBy === undefined);
  const verdict = verdictOf(document, missing);
  const title = wordsOf(verdict.title, catalogue);
  const given = approvals.filter((each) => !missing.includes(each));
  const markdown = publication.markdown([...missing, ...given].map((each) => wordsOf(approvalWords(each), catalogue)));
  const text = `${verdict.state === 'passed' ? '' : `**${markdownLine(title)}**\n\n`}${markdown}`;
  const comment = await publishComment(
    forge,
    {
      marker: markerOf(project, environment),
      plan: { head, base, at },
      text: fitting(text, forge.longestComment),
      create: always || changes.length > 0 || verdict.state !== 'passed',
    },
    clock,
  );
  const status =
    comment === 'kept-newer'
      ? undefined
      : await forge.setStatus({
          name: statusName(project, environment),
          head,
          state: verdict.state,
          title,
          summary: markdown,
          annotations,
          attempt: `${head.slice(0, 12)} ${at} ${clock.now()}`,
        });
  const notices = comment === 'kept-newer' ? [say`the comment tells of a newer plan already: it stays as it is`] : [];
  return {
    outcome: comment === 'kept-newer' ? 'stale' : 'published',
    publication,
    verdict,
    comment,
    status,
    approvals,
    notices,
  };
}

/** How the check of a project and environment is called. */
export function statusName(project: string | null, environment: string): string {
  const name = project === null ? 'sluice' : `sluice: ${project}`;
  return environment === 'default' ? name : `${name} (${environment})`;
}

async function readPull(forge: Forge): Promise<PullRequest> {
  const pull = await forge.pullRequest();
  if (COMMIT.test(pull.head) && COMMIT.test(pull.base)) return pull;
  throw new ForgeError(
    'refused',
    say`the forge names no commits of the pull request`,
    say`check --api: another system may answer there`,
  );
}

function stale(
  head: string,
  pull: PullRequest,
  published: PublishedReview | undefined,
  notices: readonly Message[],
): PublishedReview {
  const notice = say`the branch has moved from ${head.slice(0, 12)} to ${pull.head.slice(0, 12)}: the run of that commit publishes its own plan`;
  const nothing = { publication: undefined, verdict: undefined, comment: undefined, status: undefined, approvals: [] };
  return { ...nothing, ...published, outcome: 'stale', notices: [...notices, notice] };
}

/** The plan is short enough for every forge, with room for the line before it; a forge that takes less cuts. The marker has 300 characters. */
function fitting(text: string, longest: number): string {
  return text.length <= longest - 300 ? text : text.slice(0, longest - 300);
}
