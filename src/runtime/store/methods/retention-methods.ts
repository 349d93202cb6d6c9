import type { RetentionStore } from '../../ports/index.ts';
import { forgetBackfills } from '../queries/backfills/forget-backfills.ts';
import { forgetRequests } from '../queries/done-requests.ts';
import { forgetRunEvents } from '../queries/forget-run-events.ts';
import { forgetRuns } from '../queries/forget-runs.ts';
import type { Fenced } from './fencing.ts';

export function retentionMethods(fenced: Fenced): RetentionStore {
  return {
    forgetRuns: (fence, forgetting) => fenced(forgetting.scope, fence, (tx) => forgetRuns(tx, forgetting)),
    forgetRunEvents: (fence, { scope, before }) => fenced(scope, fence, (tx) => forgetRunEvents(tx, scope, before)),
    forgetBackfills: (fence, forgetting) => fenced(forgetting.scope, fence, (tx) => forgetBackfills(tx, forgetting)),
    forgetRequests: (fence, forgetting) => fenced(forgetting.scope, fence, (tx) => forgetRequests(tx, forgetting)),
  };
}
