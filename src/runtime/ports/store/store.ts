import type { AlertStore } from './alert-store.ts';
import type { BackfillStore } from './backfill-store.ts';
import type { ConditionStore } from './condition-store.ts';
import type { CursorStore } from './cursor-store.ts';
import type { DeleteStore } from './delete-store.ts';
import type { ChainStore } from './chain-store.ts';
import type { DeploymentStore } from './deployment-store.ts';
import type { EventStore } from './event-store.ts';
import type { FireStore } from './fire-store.ts';
import type { HoldStore } from './hold-store.ts';
import type { LeaseRows } from './lease-rows.ts';
import type { NudgeStore } from './nudge-store.ts';
import type { ProcessStore } from './process-store.ts';
import type { RequestStore } from './request-store.ts';
import type { RetentionStore } from './retention-store.ts';
import type { RollbackStore } from './rollback-store.ts';
import type { RunStore } from './run-store.ts';
import type { SchemaStore } from './schema-store.ts';

/**
 * The truth. Every method is one transaction that also writes the events of what it changed, so a
 * change without its event, or an event without its change, cannot be. `fence` methods are the
 * leader's: an older fence than the store has seen of the scope that is written throws STORE_FENCED and changes nothing.
 * `now` is always passed in. Lost connections and deadlocks are retried inside.
 */
export interface Store
  extends
    AlertStore,
    LeaseRows,
    NudgeStore,
    DeploymentStore,
    ConditionStore,
    CursorStore,
    DeleteStore,
    HoldStore,
    RollbackStore,
    BackfillStore,
    FireStore,
    RunStore,
    EventStore,
    ProcessStore,
    ChainStore,
    RequestStore,
    RetentionStore,
    SchemaStore {
  /** Applies migrations. Throws STORE_UNREACHABLE (retryable) or STORE_UNSUPPORTED. */
  open(now: number): Promise<void>;
  /** When this store was made, UTC milliseconds: tells two stores of one name apart. */
  madeAt(): Promise<number>;
  /** A cheap round trip; throws STORE_UNREACHABLE. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
