import { chunks } from '../chunks.ts';
import type { Reader } from '../transaction.ts';

const CHUNK = 500;

/** Of these runs, those that somebody asked to stop. */
export async function cancelRequested(db: Reader, runIds: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const part of chunks(runIds, CHUNK)) {
    const rows = await db
      .selectFrom('sluice_run')
      .select('id')
      .where('id', 'in', part)
      .where('cancel_requested_at', 'is not', null)
      .execute();
    found.push(...rows.map((row) => row.id));
  }
  return found;
}
