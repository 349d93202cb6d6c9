/** What a forge keeps of one pull request. */
export interface ForgeState {
  head: string;
  base: string;
  /** Who opened the pull request. */
  author: string;
  readonly comments: StoredComment[];
  readonly checks: StoredCheck[];
  readonly statuses: StoredStatus[];
  labels: string[];
  /** Logins with their newest word, as GitHub has them. */
  readonly reviews: { readonly login: string; readonly state: string }[];
  /** Members of `group` or `organisation/team`. */
  readonly teams: Map<string, readonly string[]>;
  /** Diffs of the files, as Gitee gives them. */
  readonly files: { readonly filename: string; readonly patch: { readonly diff: string } }[];
  /** False for a token that may make no check runs. */
  mayCheck: boolean;
}

export interface StoredComment {
  readonly id: number;
  body: string;
  /** `us` or another login. */
  readonly author: string;
  readonly path?: string;
  readonly position?: number;
}

export interface StoredCheck {
  readonly id: number;
  readonly name: string;
  readonly head: string;
  readonly attempt: string;
  conclusion: string;
  title: string;
  readonly annotations: unknown[];
  /** How many annotations each request had. */
  readonly batches: number[];
}

export interface StoredStatus {
  readonly head: string;
  readonly name: string;
  readonly state: string;
  readonly description: string;
}

/** A pull request that nobody has said anything of. */
export function forgeState(head: string, base: string): ForgeState {
  return {
    head,
    base,
    author: 'carol',
    comments: [],
    checks: [],
    statuses: [],
    labels: [],
    reviews: [],
    teams: new Map(),
    files: [],
    mayCheck: true,
  };
}
