import { RefusedRequest } from './operator-api.ts';
import { isNotNow, NoServer } from './server-answer.ts';

/** True where there is no server, or one that cannot answer just now. */
export function isAway(thrown: unknown): boolean {
  return thrown instanceof NoServer || (thrown instanceof RefusedRequest && isNotNow(thrown.status));
}
