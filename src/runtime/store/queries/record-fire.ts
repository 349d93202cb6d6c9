import { OperatingError } from '../../errors.ts';
import {
  AUDIT_TOPIC,
  FINAL_RUN_STATES,
  type FireRequest,
  type RecordedFire,
  type RunRecord,
} from '../../ports/index.ts';
import { appendEvents, type EventDraft } from '../events/append-events.ts';
import { eventKey } from '../events/event-key.ts';
import { toRunRecord } from '../records.ts';
import type { RunTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { currentKey } from './current-key.ts';
import { claimOf } from './claim-columns.ts';
import { noteRequest } from './done-requests.ts';
import { findFormerRun } from './find-former-run.ts';
import { findRun } from './find-run.ts';
import { refuseBeside } from './refuse-beside.ts';
import { moveClock } from './move-clock.ts';
import { overtaken, refuseReplaced } from './overtaken-fire.ts';
import { deadlineOf, putDeadlines } from './put-deadline.ts';
import { fireEvent, runOfFire } from './run-of-fire.ts';

/**
 * Puts a fire on record. The unique key (project, environment, pipeline, fire time) decides who made
 * it; the deployment's clock moves in the same transaction, also when the fire was recorded before. It moves
 * first: a pipeline that is being moved to another name is waited for, and its fire is recorded under that one, once.
 * Throws NOT_FOUND when the artefact is not stored, STORE_CONFLICT with the field `asked` for a request that is done, with `overtaken`
 * where nobody asks for it and a person has paused the pipeline, or rolled back this version of it, or has run the fire that is to tell
 * of missed ones before it, and where another version is deployed by now.
 */
export async function recordFire(
  transaction: Transaction,
  asked: FireRequest,
  runId: string,
  now: number,
): Promise<RecordedFire> {
  const recorded = await recordOnce(transaction, asked, runId, now);
  const { run, created } = recorded;
  // Of a run that is over nothing is done yet.
  if (asked.once !== undefined && (created || !FINAL_RUN_STATES.includes(run.state)))
    await noteRequest(
      transaction,
      asked.key,
      asked.once,
      { runId: run.id, outcome: created ? 'created' : 'present' },
      now,
    );
  return recorded;
}

async function recordOnce(
  transaction: Transaction,
  asked: FireRequest,
  runId: string,
  now: number,
): Promise<RecordedFire> {
  if (asked.actor === undefined) {
    const conflict = await overtaken(transaction.db, asked);
    if (conflict !== undefined) throw conflict;
  }
  return putFire(transaction, asked, runId, now);
}

/** The same of what is to be on record whatever a person has done meanwhile, unless it moves the clock of another version than is deployed. */
export async function putFire(
  transaction: Transaction,
  asked: FireRequest,
  runId: string,
  now: number,
): Promise<RecordedFire> {
  const isCurrent = await moveClock(transaction, asked);
  const request = isCurrent === true ? asked : { ...asked, key: await currentKey(transaction, asked.key) };
  // The schedule fires forward only; a person and a backfill go back to fires of when it had another name.
  const goesBack = request.actor !== undefined || request.backfill !== undefined;
  const former = goesBack ? await findFormerRun(transaction.db, request) : undefined;
  if (former !== undefined) return foundInstead(request, former);
  const claim = await claimOf(transaction, request.artefactDigest, now);
  if (isCurrent === false) await refuseReplaced(transaction.db, asked);
  const row = runOfFire(request, runId, claim, now);
  if (request.isAlone === true) await refuseBeside(transaction, { ...request, isAsked: request.actor !== undefined });
  if (await insertOnce(transaction, row)) {
    await putDeadlines(transaction, [deadlineOf(row, claim.startingDeadline, { now, dueTime: request.dueTime })]);
    await appendEvents(transaction, [fireEvent(row, request, now), ...requested(row, request, now)]);
    return { run: toRunRecord(row, []), created: true };
  }
  const recorded = await findRun(transaction.db, { ...request.key, fireTime: request.fireTime });
  if (recorded === undefined) {
    throw new OperatingError('STORE_CONFLICT', `the run id ${runId} is taken by another fire`, { retryable: false });
  }
  // Ours after all: an earlier try of this very call was committed although it seemed to fail.
  return recorded.id === runId ? { run: recorded, created: true } : foundInstead(request, recorded);
}

/**
 * A fire that somebody else has put on record. What was to be told with it of the fires before would be told nowhere if the clock went
 * past them: throws as for one that a person has overtaken, and the next look finds what is left of them.
 */
function foundInstead({ reason }: FireRequest, run: RunRecord): RecordedFire {
  const missed = reason?.missed;
  if (missed === undefined || missed.from === missed.to) return { run, created: false };
  throw new OperatingError('STORE_CONFLICT', 'somebody has run the last of the missed fires meanwhile', {
    retryable: false,
    fields: { overtaken: true },
  });
}

/** A person's action is audited with what it caused, in one transaction. */
function requested(row: RunTable, { actor, duringFreeze }: FireRequest, now: number): EventDraft[] {
  if (actor === undefined) return [];
  const data = {
    run: row.id,
    project: row.project,
    environment: row.environment,
    pipeline: row.pipeline,
    fireTime: row.fire_time,
    artefactDigest: row.artefact_digest,
    ...(duringFreeze === true ? { duringFreeze } : {}),
    actor,
  };
  return [{ topic: AUDIT_TOPIC, key: eventKey(row), type: 'run.requested', at: now, data }];
}

/** False where another run has the fire, or the id. */
export async function insertOnce(transaction: Transaction, row: RunTable): Promise<boolean> {
  try {
    await transaction.db.insertInto('sluice_run').values(row).execute();
    return true;
  } catch (thrown) {
    if (transaction.isDuplicate(thrown)) return false;
    throw thrown;
  }
}
