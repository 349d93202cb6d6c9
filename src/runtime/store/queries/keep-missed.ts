import type { Artefact } from '../../../compiler/index.ts';
import { leftOfMissed, misfiredReason } from '../../misfires/index.ts';
import type { FireRequest, RunReason } from '../../ports/index.ts';
import { readDocument } from '../document.ts';
import { appendEvents } from '../events/append-events.ts';
import type { RunTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { claimOf } from './claim-columns.ts';
import { derivedRunId } from './derived-run-id.ts';
import { findRun } from './find-run.ts';
import { insertOnce } from './record-fire.ts';
import { fireEvent, runOfFire } from './run-of-fire.ts';

/** Gives the other fires that a record of missed ones stands for a record of their own, before its fire is run and it tells of that. */
export async function keepMissed(transaction: Transaction, row: RunTable, now: number): Promise<void> {
  const missed = row.reason === null ? undefined : readDocument<RunReason>(row.reason).missed;
  if (missed === undefined || missed.count < 2) return;
  const { project, environment, pipeline, artefact_digest: artefactDigest } = row;
  const key = { project, environment, pipeline };
  const artefact = await transaction.db
    .selectFrom('sluice_artefact')
    .select('bytes')
    .where('digest', '=', artefactDigest)
    .executeTakeFirst();
  if (artefact === undefined) return;
  const left = await leftOfMissed(
    missed,
    readDocument<Artefact>(artefact.bytes).pipeline.schedule,
    row.previous_fire_time,
    async (fireTime) => (await findRun(transaction.db, { ...key, fireTime })) !== undefined,
  );
  if (left === undefined) return;
  const { last: fireTime, previousFireTime } = left;
  const request: FireRequest = {
    key,
    fireTime,
    previousFireTime,
    trigger: 'schedule',
    artefactDigest,
    parameters: {},
    state: 'skipped',
    reason: misfiredReason(left),
  };
  // Not as a fire is recorded: the deployment is locked before runs, and its clock is past this one.
  const kept = runOfFire(request, derivedRunId(request, now), await claimOf(transaction, artefactDigest, now), now);
  if (await insertOnce(transaction, kept)) await appendEvents(transaction, [fireEvent(kept, request, now)]);
}
