import { OperatingError } from '../../errors.ts';
import { toPin, type DeploymentKey, type FireRequest } from '../../ports/index.ts';
import { toCondition } from '../records.ts';
import type { Reader } from '../transaction.ts';

/**
 * Why a fire that the scheduler took for due is not recorded: a person was faster, and has paused the pipeline or rolled back the
 * version that was to fire. Its clock stands where it stood, so that the next look finds what is due by then. Undefined = nobody was.
 */
export async function overtaken(
  db: Reader,
  { key, artefactDigest }: Pick<FireRequest, 'key' | 'artefactDigest'>,
): Promise<OperatingError | undefined> {
  const rows = await db
    .selectFrom('sluice_condition')
    .selectAll()
    .where('project', '=', key.project)
    .where('environment', '=', key.environment)
    .where('pipeline', '=', key.pipeline)
    .where('type', 'in', ['paused', 'pinned'])
    .execute();
  for (const condition of rows.map(toCondition)) {
    if (condition.type === 'paused') return conflict('the pipeline was paused meanwhile');
    const isRolledBack =
      toPin(condition).refused === artefactDigest && (await presentDigest(db, key)) !== artefactDigest;
    if (isRolledBack) return conflict('the pipeline was rolled back meanwhile');
  }
  return undefined;
}

/** One that is the refused version all the same was written by who knows no pins, and fires as it is. */
async function presentDigest(
  db: Reader,
  { project, environment, pipeline }: DeploymentKey,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('sluice_deployment')
    .select('artefact_digest')
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', '=', pipeline)
    .executeTakeFirst();
  return row?.artefact_digest;
}

function conflict(message: string): OperatingError {
  return new OperatingError('STORE_CONFLICT', message, { retryable: false, fields: { overtaken: true } });
}
