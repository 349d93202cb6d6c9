/** How much a service takes: at most `count` messages in any `perMs` milliseconds. */
export interface RateLimit {
  readonly count: number;
  readonly perMs: number;
}

/** Messages that are sent a window apart may arrive closer together by so much. */
const MARGIN_MS = 500;

/**
 * For how long to wait, in milliseconds, before one more message is sent to a service; 0 = none. By the times alone at which others were
 * sent, so that who reads them from a record keeps the limits over a restart too.
 *
 * @param sentAt UTC milliseconds, in any order; all that are younger than the longest window are needed. One that lies in the future,
 * since the clock was put back, counts as just sent: the wait is never longer than a window.
 */
export function waitBefore(limits: readonly RateLimit[], sentAt: readonly number[], now: number): number {
  const newestFirst = sentAt.map((at) => Math.min(at, now)).sort((a, b) => b - a);
  const waits = limits.map(({ count, perMs }) => {
    const last = newestFirst[count - 1];
    return last === undefined ? 0 : last + perMs + MARGIN_MS - now;
  });
  return Math.max(0, ...waits);
}
