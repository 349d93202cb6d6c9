import { toOperatingError, type OperatingError, type OperatingErrorCode } from '../../errors.ts';
import type { NewFire, RecordedFire } from '../../ports/index.ts';
import { recordFire } from '../queries/record-fire.ts';
import { recordFires } from '../queries/record-fires.ts';
import { oneScope, type Fenced } from './fencing.ts';

type Answers = Map<string, RecordedFire | OperatingError>;

/**
 * Records fires of one scope together. A transaction that one of them makes fail is tried again in halves, down to that one; what is not
 * plain (overtaken, moved to another name, of an artefact that is not there) is recorded alone, by `recordFire`.
 */
export async function recordInBatches(
  fenced: Fenced,
  fence: number,
  fires: readonly NewFire[],
  now: number,
): Promise<readonly (RecordedFire | OperatingError)[]> {
  const scope = oneScope(fires.map(({ request }) => request.key));
  if (scope === undefined) return [];
  const answers: Answers = new Map();
  let mayBeDone = false;

  const alone = async ({ request, runId }: NewFire): Promise<void> => {
    try {
      answers.set(runId, await fenced(scope, fence, (tx) => recordFire(tx, request, runId, now)));
    } catch (thrown) {
      const error = toOperatingError(thrown);
      if (concernsAll(error)) throw error;
      answers.set(runId, error);
    }
  };

  const together = async (part: readonly NewFire[]): Promise<void> => {
    const [only] = part;
    if (only !== undefined && part.length === 1) return alone(only);
    try {
      const recorded = await fenced(scope, fence, (tx) => {
        mayBeDone ||= tx.repeated;
        return recordFires(tx, part, now, mayBeDone);
      });
      for (const [runId, answer] of recorded) answers.set(runId, answer);
    } catch (thrown) {
      if (concernsAll(toOperatingError(thrown))) throw thrown;
      const middle = Math.ceil(part.length / 2);
      await together(part.slice(0, middle));
      await together(part.slice(middle));
      return;
    }
    for (const fire of part) if (!answers.has(fire.runId)) await alone(fire);
  };

  await together(fires);
  return fires.flatMap(({ runId }) => answers.get(runId) ?? []);
}

const OF_ALL: ReadonlySet<OperatingErrorCode> = new Set(['STORE_FENCED', 'STORE_UNREACHABLE', 'STORE_REFUSED']);

/** An error that is none of one fire: another may be recorded as little. */
export function concernsAll(error: OperatingError): boolean {
  if (OF_ALL.has(error.code)) return true;
  return error.retryable && error.code.startsWith('STORE_');
}
