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

/**
 * Throws as for a fire that a person has overtaken where another version is deployed by now than the one that was to fire: who deployed that
 * has put on record what was due by a clock that it set anew, or has told it as missed, and one whose clock goes on is due at the next
 * look. Not where the pipeline has another name or fires no more by now: nobody has seen to what was due then.
 */
export async function refuseReplaced(db: Reader, { key, artefactDigest }: FireRequest): Promise<void> {
  const { project, environment, pipeline } = key;
  const other = await db
    .selectFrom('sluice_deployment')
    .select('pipeline')
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', '=', pipeline)
    .where('state', '=', 'active')
    .where('artefact_digest', '!=', artefactDigest)
    .executeTakeFirst();
  if (other !== undefined) throw conflict('another version was deployed meanwhile');
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
