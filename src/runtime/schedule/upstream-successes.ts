import type { DeploymentKey, Store } from '../ports/index.ts';
import type { UpstreamPolicy } from './dependent-fires.ts';

/** An upstream, with the newest fire times for which it has succeeded, newest first. */
export interface UpstreamSuccesses {
  readonly upstream: DeploymentKey;
  readonly newest: readonly number[];
}

/** Read at once beyond the newest. */
const PAGE = 1_000;

/**
 * The upstreams among whose successes all fire times are of which something may become: where all have to succeed and nobody ends the
 * wait for them, the one alone that reaches furthest back with as many. A daily one beside one of every minute has a thousandth of them.
 */
export function decisiveOf<U extends Pick<UpstreamSuccesses, 'newest'>>(
  { any, timeout }: UpstreamPolicy,
  upstreams: readonly U[],
): readonly U[] {
  if (any === true || timeout !== undefined) return upstreams;
  const oldest = ({ newest }: U): number => newest.at(-1) ?? 0;
  return upstreams.toSorted((a, b) => a.newest.length - b.newest.length || oldest(a) - oldest(b)).slice(0, 1);
}

/**
 * Fire times for which an upstream has succeeded: those that are given, and the older ones that are later than a moment.
 *
 * @param asked So many were asked for as the newest.
 */
export async function successesAfter(
  store: Pick<Store, 'succeededFireTimes'>,
  { upstream, newest }: UpstreamSuccesses,
  asked: number,
  after: number,
): Promise<readonly number[]> {
  const found = [...newest];
  let isFull = newest.length === asked;
  for (let oldest = newest.at(-1); isFull && oldest !== undefined && oldest > after;) {
    const page = await store.succeededFireTimes(upstream, PAGE, oldest);
    found.push(...page.filter((time) => time > after));
    isFull = page.length === PAGE;
    oldest = page.at(-1);
  }
  return found;
}
