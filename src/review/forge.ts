/** A pull request (GitLab: merge request) as its forge has it now. */
export interface PullRequest {
  /** The newest commit of its branch, all 40 digits. */
  readonly head: string;
  /** The newest commit of the branch that it goes into. */
  readonly base: string;
  /** Login of whoever opened it; '' where the forge does not say. */
  readonly author: string;
}

/** A comment on a pull request that was written under the name of our token. */
export interface ForgeComment {
  readonly id: string;
  readonly body: string;
}

/** One finding, shown beside the line that it is about. */
export interface Annotation {
  /** From the root of the repository. */
  readonly path: string;
  /** Lines and columns from 1. */
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
  readonly level: 'error' | 'warning' | 'info';
  readonly title: string;
  readonly message: string;
  /** The same for the same finding after lines have moved. */
  readonly fingerprint: string;
}

/** What a forge shows beside a commit: passed or not, and why. */
export interface ReviewStatus {
  /** Tells several of one commit apart: `sluice: shop (prod)`. */
  readonly name: string;
  /** The commit. */
  readonly head: string;
  /** `waiting`: nothing is wrong, and somebody has to approve yet. */
  readonly state: 'passed' | 'failed' | 'waiting';
  /** A few words. */
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  /** The same for one attempt to publish, so that one that was cut is found again. */
  readonly attempt: string;
}

/** What a forge has made of a {@link ReviewStatus}. */
export interface StatusPlace {
  readonly as: 'check' | 'status' | 'label';
  /** So many annotations stand beside their lines. */
  readonly annotated: number;
}

/** Everything that publishing asks of a forge. Every method throws a `ForgeError`. */
export interface Forge {
  readonly kind: 'github' | 'gitlab' | 'gitee';
  /** UTF-16 units that a comment may have. */
  readonly longestComment: number;
  pullRequest(): Promise<PullRequest>;
  /** Our comments whose first line begins with the marker, the oldest first, whatever page they are on. */
  commentsWith(marker: string): Promise<readonly ForgeComment[]>;
  createComment(body: string): Promise<void>;
  updateComment(id: string, body: string): Promise<void>;
  deleteComment(id: string): Promise<void>;
  setStatus(status: ReviewStatus): Promise<StatusPlace>;
  /** Logins of those who approve of the pull request now: whether approvals of an older commit count is the forge's setting. */
  approvers(): Promise<readonly string[]>;
  /** Logins of a team or group, as CODEOWNERS name it without `@`; undefined where there is none, or the token may not see it. */
  membersOf(group: string): Promise<readonly string[] | undefined>;
}
