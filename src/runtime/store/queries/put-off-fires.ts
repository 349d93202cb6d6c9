import type { PutOffFire } from '../../ports/index.ts';
import { eventKey } from '../events/event-key.ts';
import type { Transaction } from '../transaction.ts';
import { lockDeployments } from './lock-deployments.ts';
import { moveClocks } from './move-clocks.ts';

/** Notes until when next fires are put off. One whose deployment has another version or another next fire by now is left as it is. */
export async function putOffFires(transaction: Transaction, fires: readonly PutOffFire[]): Promise<void> {
  const rows = await lockDeployments(
    transaction,
    fires.map(({ key }) => key),
  );
  const putOff = fires.flatMap(({ key, artefactDigest, fireTime, dueAt }) => {
    const row = rows.get(eventKey(key));
    const isStill =
      row?.state === 'active' && row.artefact_digest === artefactDigest && row.next_fire_time === fireTime;
    return isStill ? [{ ...row, due_at: dueAt ?? null }] : [];
  });
  await moveClocks(transaction.db, putOff);
}
