import { afterEach, describe } from 'vitest';
import { describeClaims } from './store-contract/claims.ts';
import { describeAttemptSteps } from './store-contract/attempt-steps.ts';
import { describeBatches } from './store-contract/batches.ts';
import { describeBackfills } from './store-contract/backfills.ts';
import { describeAlerts } from './store-contract/alerts.ts';
import { describeConditions } from './store-contract/conditions.ts';
import { describeCursors } from './store-contract/cursors.ts';
import { describeDeletes } from './store-contract/deletes.ts';
import { describeDeployments } from './store-contract/deployments.ts';
import { describeEvents } from './store-contract/events.ts';
import { describeChangedClocks } from './store-contract/changed-clocks.ts';
import { describeFires } from './store-contract/fires.ts';
import type { MakeDatabase, StoreDatabase, Transact } from './store-contract/fixtures.ts';
import { describeMoves } from './store-contract/moves.ts';
import { describeNudges } from './store-contract/nudges.ts';
import { describePauses } from './store-contract/pauses.ts';
import { describeProcesses } from './store-contract/processes.ts';
import { describeLoneBackfills } from './store-contract/lone-backfills.ts';
import { describeLoneRuns } from './store-contract/lone-runs.ts';
import { describeRaces } from './store-contract/races.ts';
import { describeRetention } from './store-contract/retention.ts';
import { describeRequests } from './store-contract/requests.ts';
import { describeReruns } from './store-contract/reruns.ts';
import { describeReviewedChanges } from './store-contract/reviewed-changes.ts';
import { describeRollbacks } from './store-contract/rollbacks.ts';
import { describeRuns } from './store-contract/runs.ts';
import { describeScopes } from './store-contract/scopes.ts';
import { describeValueBackfills } from './store-contract/value-backfills.ts';
import { describeTransactions } from './store-contract/transactions.ts';

/** What every store promises, whatever its database. Each test gets an empty database of its own. */
export function describeStoreContract(name: string, makeDatabase: MakeDatabase): void {
  describe(`${name}: store contract`, () => {
    let database: Promise<StoreDatabase> | undefined;
    const open = async () => {
      database ??= makeDatabase();
      return (await database).open();
    };
    const transact: Transact = async (work, repeated = false) => {
      database ??= makeDatabase();
      const backend = (await database).backend();
      const { isDuplicate } = backend;
      try {
        return await backend.db.transaction().execute((db) => work({ db, repeated, isDuplicate }));
      } finally {
        await backend.close();
      }
    };
    afterEach(async () => {
      await (await database)?.dispose();
      database = undefined;
    });
    describeDeployments(open);
    describeReviewedChanges(open);
    describeConditions(open);
    describeAlerts(open);
    describeDeletes(open);
    describePauses(open);
    describeRollbacks(open);
    describeMoves(open);
    describeFires(open);
    describeChangedClocks(open);
    describeBatches(open);
    describeBackfills(open, transact);
    describeValueBackfills(open);
    describeRuns(open);
    describeClaims(open);
    describeAttemptSteps(open, transact);
    describeCursors(open);
    describeReruns(open);
    describeRequests(open);
    describeEvents(open);
    describeScopes(open);
    describeNudges(open);
    describeProcesses(open);
    describeRetention(open);
    describeLoneRuns(open);
    describeLoneBackfills(open);
    describeRaces(open);
    describeTransactions(open, transact);
  });
}
