import type { SourceStatus } from '../../ports/index.ts';
import { readDocument } from '../document.ts';
import type { Reader } from '../transaction.ts';

/** What was last seen of the desired state of an environment. */
export async function sourceStatus(
  db: Reader,
  project: string,
  environment: string,
): Promise<SourceStatus | undefined> {
  const row = await db
    .selectFrom('sluice_source_status')
    .select('document')
    .where('project', '=', project)
    .where('environment', '=', environment)
    .executeTakeFirst();
  return row === undefined ? undefined : readDocument<SourceStatus>(row.document);
}
