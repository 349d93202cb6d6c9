import type { DeploymentKey, Store } from '../ports/index.ts';

/** Read at once beyond the newest. */
const PAGE = 1_000;

/**
 * Fire times for which an upstream has succeeded: those that are given, and the older ones that are later than a moment.
 *
 * @param newest The newest `asked` of them, newest first.
 */
export async function successesAfter(
  store: Pick<Store, 'succeededFireTimes'>,
  upstream: DeploymentKey,
  newest: readonly number[],
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
