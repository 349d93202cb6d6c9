import type { ReviewClock } from './review-clock.ts';

/** Which pull request, where, and as whom. */
export interface ForgeAddress {
  /** Of the API, without a slash at its end: `https://api.github.com`. */
  readonly api: string;
  /** `owner/name`; GitLab's path or number of the project. */
  readonly repository: string;
  /** GitLab's iid. */
  readonly number: number;
  readonly token: string;
  readonly clock: ReviewClock;
  /** For one request; 20 s. */
  readonly timeoutMs?: number;
}
