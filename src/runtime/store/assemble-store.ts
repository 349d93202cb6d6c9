import { schedulerLease, type Clock, type Store } from '../ports/index.ts';
import type { Backend } from './backend.ts';
import { alertMethods } from './methods/alert-methods.ts';
import { conditionMethods } from './methods/condition-methods.ts';
import { deleteMethods } from './methods/delete-methods.ts';
import { chainMethods } from './methods/chain-methods.ts';
import { deploymentMethods } from './methods/deployment-methods.ts';
import { cursorMethods } from './methods/cursor-methods.ts';
import { eventMethods } from './methods/event-methods.ts';
import { fencing } from './methods/fencing.ts';
import { fireMethods } from './methods/fire-methods.ts';
import { holdMethods } from './methods/hold-methods.ts';
import { leaseRows } from './methods/lease-rows.ts';
import { backfillMethods } from './methods/backfill-methods.ts';
import { nudgeMethods } from './methods/nudge-methods.ts';
import { processMethods } from './methods/process-methods.ts';
import { requestMethods } from './methods/request-methods.ts';
import { retentionMethods } from './methods/retention-methods.ts';
import { rollbackMethods } from './methods/rollback-methods.ts';
import { runMethods } from './methods/run-methods.ts';
import { migrate } from './migrations/migrate.ts';
import { MIGRATION_TABLES, schemaStatus } from './migrations/schema-status.ts';
import { closeSharedLeader } from './queries/close-shared-leader.ts';
import { madeAt } from './queries/made-at.ts';
import { createTransactor } from './transaction.ts';

/** What a store is made of: a database, and a clock to wait by. */
export interface StoreParts {
  readonly backend: Backend;
  readonly clock: Pick<Clock, 'sleep'>;
}

/** The store's methods, each one transaction or one read; every SQL statement is in `queries/`. */
export function assembleStore({ backend, clock }: StoreParts): Store {
  const transactor = createTransactor(backend, clock);
  const { read, close } = transactor;
  const fenced = fencing(transactor);
  const scheduling = fencing(transactor, schedulerLease);
  return {
    async open(now) {
      await read(() => backend.prepare());
      await read(() => migrate(backend, now));
      await transactor.write(closeSharedLeader);
    },
    madeAt: () => read(madeAt),
    async ping() {
      await read((db) => db.selectFrom('sluice_event_head').select('topic').limit(1).execute());
    },
    schema: () => read((db) => schemaStatus(db, MIGRATION_TABLES)),
    close,
    ...leaseRows(backend, transactor),
    ...deploymentMethods(transactor, fenced),
    ...cursorMethods(transactor),
    ...deleteMethods(transactor, fenced),
    ...holdMethods(transactor, scheduling),
    ...rollbackMethods(transactor, fenced),
    ...backfillMethods(transactor, fenced, scheduling),
    ...conditionMethods(transactor, fenced),
    ...alertMethods(transactor, fenced),
    ...fireMethods(transactor, scheduling),
    ...runMethods(transactor, clock),
    ...eventMethods(transactor),
    ...nudgeMethods(transactor),
    ...processMethods(backend, transactor),
    ...chainMethods(transactor),
    ...requestMethods(transactor),
    ...retentionMethods(fenced),
  };
}
