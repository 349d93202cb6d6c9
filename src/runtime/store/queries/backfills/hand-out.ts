import { FINAL_RUN_STATES, type BackfillCounts, type BackfillStep, type RunRecord } from '../../../ports/index.ts';
import { LEADER } from '../../events/event-actors.ts';
import type { BackfillFireTable, BackfillTable } from '../../schema.ts';
import type { Transaction } from '../../transaction.ts';
import { recordFire } from '../record-fire.ts';
import { reopenRun } from '../reopen-run.ts';
import { moved } from './backfill-counts.ts';

/** A backfill that hands out fires, of one version of its pipeline. */
export interface HandingOut {
  readonly row: BackfillTable;
  readonly digest: string;
  readonly now: number;
}

/** What was handed out. */
export interface HandedOut {
  /** How many fires stand where then. */
  readonly counts: BackfillCounts;
  /** Runs that were put on their way. */
  readonly started: readonly string[];
}

/** Hands out what a step says. */
export async function handOut(
  transaction: Transaction,
  handing: HandingOut,
  { feed, again }: Pick<BackfillStep, 'feed' | 'again'>,
  before: BackfillCounts,
): Promise<HandedOut> {
  let counts = before;
  const started: string[] = [];
  const put = async (fire: BackfillFireTable): Promise<void> => {
    counts = await note(transaction, fire, counts);
    if (fire.is_own === 1) started.push(fire.run_id);
  };
  for (const { fireTime, runId } of again) await put(await onceMore(transaction, handing, { fireTime, runId }));
  for (const fire of feed) await put(await fresh(transaction, handing, fire));
  return { counts, started };
}

/** A fire that is not on record becomes a run; one that is gets one more attempt. */
async function fresh(
  transaction: Transaction,
  handing: HandingOut,
  { fireTime, previousFireTime, runId, parameters }: BackfillStep['feed'][number],
): Promise<BackfillFireTable> {
  const { row, digest, now } = handing;
  const { project, environment, pipeline } = row;
  const request = {
    key: { project, environment, pipeline },
    fireTime,
    previousFireTime,
    trigger: 'backfill',
    artefactDigest: digest,
    parameters: parameters ?? {},
    state: 'scheduled',
    backfill: row.id,
  } as const;
  const { run, created } = await recordFire(transaction, request, runId, now);
  // that may be a part of another range, of a pipeline that had this name before
  if (!created) return onceMore(transaction, handing, { fireTime, runId: run.id, run, parameters });
  return { backfill_id: row.id, fire_time: fireTime, run_id: run.id, standing: 'open', is_own: 1 };
}

/** A fire that has a run. */
interface OnRecord {
  readonly fireTime: number;
  readonly runId: string;
  readonly run?: RunRecord;
  /** What it is to have; undefined = what it has. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** One more attempt of a run, or, where that is not over, its end is waited for: then it is somebody else's. */
async function onceMore(
  transaction: Transaction,
  { row, digest, now }: HandingOut,
  { fireTime, runId, run, parameters }: OnRecord,
): Promise<BackfillFireTable> {
  const isOver = run === undefined || FINAL_RUN_STATES.includes(run.state);
  const request = {
    actor: LEADER,
    backfill: row.id,
    artefactDigest: digest,
    again: run !== undefined,
    ...(parameters === undefined ? {} : { parameters }),
  };
  const reopened = isOver ? await reopenRun(transaction, runId, request, now) : undefined;
  const isOwn = reopened?.reopened === true;
  return { backfill_id: row.id, fire_time: fireTime, run_id: runId, standing: 'open', is_own: isOwn ? 1 : 0 };
}

async function note({ db }: Transaction, fire: BackfillFireTable, counts: BackfillCounts): Promise<BackfillCounts> {
  const before = await db
    .selectFrom('sluice_backfill_fire')
    .select('standing')
    .where('backfill_id', '=', fire.backfill_id)
    .where('fire_time', '=', fire.fire_time)
    .executeTakeFirst();
  await db.replaceInto('sluice_backfill_fire').values(fire).execute();
  return moved(counts, before?.standing, fire.standing);
}
