import { OperatingError } from '../../errors.ts';
import { AUDIT_TOPIC, RUNS_TOPIC, type DeploymentKey, type RunState, type Scope } from '../../ports/index.ts';
import { lockChains } from '../events/append-events.ts';
import { eventKey } from '../events/event-key.ts';
import type { Reader, Transaction } from '../transaction.ts';
import { openRowsOf } from './open-runs.ts';

/** A waiting run is not on its way: the scheduler decides about it when its turn comes. */
const ON_ITS_WAY: readonly RunState[] = ['scheduled', 'claimed', 'starting', 'running', 'retry-wait'];

/** A run that is to have no other of its pipeline beside it. */
interface Lone {
  readonly key: DeploymentKey;
  readonly fireTime: number;
  /** A person asks for it. */
  readonly isAsked: boolean;
}

/**
 * Throws STORE_CONFLICT where another fire of the pipeline is on its way: two runs side by side would read from one cursor and write
 * the same rows. From here to the end of the transaction nobody else puts a fire of the pipeline on its way, as each of them is told of
 * in the pipeline's chain of events, whose end this locks. With the field `overtaken` where nobody asks for the run: the
 * next look decides anew.
 */
export async function refuseBeside(transaction: Transaction, { key, fireTime, isAsked }: Lone): Promise<void> {
  const chain = eventKey(key);
  await lockChains(transaction, [
    { topic: AUDIT_TOPIC, key: chain },
    { topic: RUNS_TOPIC, key: chain },
  ]);
  const other = (await onTheirWay(transaction.db, key, [key.pipeline])).find((run) => run.fire_time !== fireTime);
  if (other === undefined) return;
  throw isAsked ? besideAnother(key.pipeline, other) : overtakenByAnother();
}

/** Runs of pipelines of one scope, by their ids, beside which no other run of those is to be. */
interface LoneRuns {
  readonly scope: Scope;
  readonly pipelines: readonly string[];
  readonly own: readonly string[];
}

/** The same of runs that are recorded already, whose chains are locked by that: throws where another one than these is on its way. */
export async function refuseBesideOthers({ db }: Transaction, { scope, pipelines, own }: LoneRuns): Promise<void> {
  if (pipelines.length === 0) return;
  const known = new Set(own);
  const open = await onTheirWay(db, scope, pipelines);
  if (open.some(({ id }) => !known.has(id))) throw overtakenByAnother();
}

function onTheirWay(db: Reader, scope: Scope, pipelines: readonly string[]) {
  return openRowsOf(db, scope, pipelines, ON_ITS_WAY).select(['id', 'state', 'fire_time']).execute();
}

function besideAnother(
  pipeline: string,
  { id, state }: { readonly id: string; readonly state: string },
): OperatingError {
  return new OperatingError('STORE_CONFLICT', `another run of \`${pipeline}\` is not over (${id}, ${state})`, {
    retryable: true,
    help: 'wait for its end, or cancel it; a pipeline with `overlap: allow` runs side by side',
  });
}

function overtakenByAnother(): OperatingError {
  return new OperatingError('STORE_CONFLICT', 'another run of the pipeline was put on its way meanwhile', {
    retryable: false,
    fields: { overtaken: true },
  });
}
