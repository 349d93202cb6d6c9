import { OperatingError } from '../../errors.ts';
import type { AskedOnce, DoneRequest, Scope } from '../../ports/index.ts';
import type { Reader, Transaction } from '../transaction.ts';

/** What was done under a key of a project and environment. */
export async function findRequest(db: Reader, scope: Scope, key: string): Promise<DoneRequest | undefined> {
  const row = await ofScope(db, scope).selectAll().where('request_key', '=', key).executeTakeFirst();
  return row === undefined
    ? undefined
    : // `as` because only this store writes the column
      { key, digest: row.digest, runId: row.run_id, outcome: row.outcome as DoneRequest['outcome'] };
}

/**
 * Notes what a request led to, in the transaction that does it. Throws STORE_CONFLICT with the field `asked` where its key is taken, so
 * that nothing of the transaction is written: another try of the same request was quicker.
 */
export async function noteRequest(
  transaction: Transaction,
  { project, environment }: Scope,
  { key, digest }: AskedOnce,
  done: Pick<DoneRequest, 'runId' | 'outcome'>,
  now: number,
): Promise<void> {
  const row = { project, environment, request_key: key, digest, run_id: done.runId, outcome: done.outcome };
  try {
    await transaction.db
      .insertInto('sluice_request')
      .values({ ...row, created_at: now })
      .execute();
  } catch (thrown) {
    if (!transaction.isDuplicate(thrown)) throw thrown;
    throw new OperatingError('STORE_CONFLICT', 'this request is being done already', {
      retryable: true,
      help: 'ask for it once more: it is answered as it was',
      fields: { asked: true },
    });
  }
}

/** Removes requests of before a moment, the oldest first, `limit` at most; returns how many. */
export async function forgetRequests(
  { db }: Transaction,
  { scope, before, limit }: { readonly scope: Scope; readonly before: number; readonly limit: number },
): Promise<number> {
  const rows = await ofScope(db, scope)
    .select('request_key')
    .where('created_at', '<', before)
    .orderBy('created_at')
    .limit(limit)
    .execute();
  if (rows.length === 0) return 0;
  await db
    .deleteFrom('sluice_request')
    .where('project', '=', scope.project)
    .where('environment', '=', scope.environment)
    .where(
      'request_key',
      'in',
      rows.map((row) => row.request_key),
    )
    .execute();
  return rows.length;
}

function ofScope(db: Reader, { project, environment }: Scope) {
  return db.selectFrom('sluice_request').where('project', '=', project).where('environment', '=', environment);
}
