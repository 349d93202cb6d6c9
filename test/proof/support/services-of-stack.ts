import { stack } from '../../support/stack.ts';
import type { Services } from '../runtime/stack-place.ts';
import { say } from './budget.ts';

/** The services of a proof; undefined, and said, where one of them is not there. */
export async function servicesOfStack(): Promise<Services | undefined> {
  const { mariadb, redis, kafka } = await stack();
  if (mariadb !== undefined && redis !== undefined && kafka !== undefined) return { mariadb, redis, kafka };
  say('MARIADB, REDIS OR KAFKA IS NOT AVAILABLE: only SQLite is proved');
  return undefined;
}
