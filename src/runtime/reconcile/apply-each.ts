import { OperatingError, toOperatingError } from '../errors.ts';
import type { DeploymentChange } from '../ports/index.ts';
import { unitsOf } from './change-units.ts';

/** A change that the store does not take, while it takes others. */
export interface RefusedChange {
  readonly change: DeploymentChange;
  readonly error: OperatingError;
}

/** What became of changes. */
export interface AppliedChanges {
  readonly applied: readonly DeploymentChange[];
  readonly refused: readonly RefusedChange[];
}

export interface ChangeWriter {
  /** Makes all of these changes, or none. */
  write(changes: readonly DeploymentChange[]): Promise<void>;
  /** Throws where the store answers nobody. */
  ping(): Promise<void>;
}

/** How changes are taken. */
export interface ApplyLimits {
  /** So many in one transaction; default 2,000. */
  readonly batch?: number;
  /** So many refused one by one, with none taken, are no fault of theirs; default 20. */
  readonly hopeless?: number;
}

/** So many changes are one transaction: ten thousand take a handful, and none of them holds its rows for long. */
const BATCH = 2_000;
const HOPELESS = 20;

/**
 * Makes changes in batches. A batch that the store refuses is halved until the change that it refuses is alone, so that one
 * pipeline which cannot be written stops none of the others. Throws what is wrong with the store itself, or with this leader.
 */
export async function applyEach(
  changes: readonly DeploymentChange[],
  writer: ChangeWriter,
  { batch = BATCH, hopeless = HOPELESS }: ApplyLimits = {},
): Promise<AppliedChanges> {
  const applied: DeploymentChange[] = [];
  const refused: RefusedChange[] = [];
  const units = unitsOf(changes);
  const applyUnits = async (part: readonly (readonly DeploymentChange[])[]): Promise<void> => {
    try {
      await writer.write(part.flat());
      applied.push(...part.flat());
    } catch (thrown) {
      const error = await ofChanges(toOperatingError(thrown), writer);
      if (part.length > 1) {
        const middle = Math.ceil(part.length / 2);
        await applyUnits(part.slice(0, middle));
        await applyUnits(part.slice(middle));
        return;
      }
      refused.push(...part.flat().map((change) => ({ change, error })));
      if (applied.length === 0 && refused.length >= hopeless) throw error;
    }
  };
  for (let first = 0; first < units.length; first += batch) await applyUnits(units.slice(first, first + batch));
  return { applied, refused };
}

/** What the store has against these changes. Throws what concerns all alike: a lost lead, a full disk, a store that is away. */
async function ofChanges(error: OperatingError, { ping }: ChangeWriter): Promise<OperatingError> {
  switch (error.code) {
    case 'STORE_FENCED':
    case 'STORE_FULL':
    case 'STORE_LOCKED':
    case 'STORE_UNSUPPORTED':
    case 'STORE_REFUSED':
      throw error;
    case 'STORE_UNREACHABLE':
      // a packet that is too large ends the connection just as an outage does: only an outage lasts
      if (!error.retryable) throw error;
      await ping();
      return new OperatingError(
        'INVALID_REQUEST',
        'the store ends the connection that it is written by, and answers others',
        {
          retryable: false,
          help: 'it may be larger than `max_allowed_packet` of the server lets through: raise that, or make the pipeline smaller',
          cause: error,
        },
      );
    default:
      return error;
  }
}
