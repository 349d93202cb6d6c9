import {
  backfillRefusal,
  boundedArtefact,
  compileArtefact,
  CURSOR_BOUNDS,
  LARGEST_BACKFILL,
  partOfRange,
  readValueRange,
  type Artefact,
} from '../../../compiler/index.ts';
import { say, type Message } from '../../../message/index.ts';
import { countFires, firesInOrder, windowStart } from '../../../time/index.ts';
import type { BackfillRecord, BackfillStep, FedFire } from '../../ports/index.ts';

/** A fire that is to be handed out. */
export type NextFire = Omit<FedFire, 'runId'>;

/** Where a backfill has its runs from, by what is deployed. */
export interface BackfillSource {
  /** The next ones in its order, so many at most. */
  next(limit: number): readonly NextFire[];
  /** What is written down with them. */
  readonly noted: Pick<BackfillStep, 'counted' | 'bounded'>;
}

/** What is deployed gives the runs of a backfill, or a reason why it cannot any more. */
export function sourceOf(
  backfill: BackfillRecord,
  digest: string,
  artefact: Artefact,
): BackfillSource | { readonly problem: Message } {
  const { values, allowDuplicates, artefactDigest } = backfill;
  if (values !== undefined) return partsOf({ ...backfill, values }, digest, artefact);
  const isNew = digest !== artefactDigest;
  const refusal = isNew ? backfillRefusal(artefact, allowDuplicates) : undefined;
  if (refusal !== undefined) return refusal;
  const { schedule } = artefact.pipeline;
  const total = (): number => countFires(schedule, backfill, LARGEST_BACKFILL).count;
  return {
    next: (limit) =>
      firesInOrder(schedule, backfill, backfill.order, backfill.position, limit).map((fireTime) => ({
        fireTime,
        previousFireTime: windowStart(schedule, fireTime),
      })),
    noted: isNew ? { counted: { total: total(), artefactDigest: digest } } : {},
  };
}

/** The runs of a range of cursor values: the artefact is made anew of what is deployed, and says whether the range is the same by it. */
function partsOf(
  backfill: BackfillRecord & Required<Pick<BackfillRecord, 'values'>>,
  digest: string,
  artefact: Artefact,
): BackfillSource | { readonly problem: Message } {
  const { values, from, to, order, position, createdAt, allowDuplicates, total } = backfill;
  const refusal = backfillRefusal(artefact, allowDuplicates, 'values');
  if (refusal !== undefined) return refusal;
  const read = readValueRange(`${values.after}..${values.until}`, values.chunk, artefact);
  if (read.range === undefined) return read;
  if (read.runs !== total) return { problem: say`the range is ${read.runs} runs by what is deployed now` };
  const bounded = boundedArtefact(artefact, createdAt);
  if (bounded.artefact === undefined) return bounded;
  const type = artefact.pipeline.incremental?.type ?? '';
  const step = order === 'oldest-first' ? 1 : -1;
  const first = position === undefined ? (step === 1 ? from : to) : position + step;
  const left = step === 1 ? to - first + 1 : first - from + 1;
  return {
    next: (limit) =>
      Array.from({ length: Math.max(0, Math.min(limit, left)) }, (_, index) => {
        const fireTime = first + index * step;
        const part = partOfRange(values, type, fireTime - from);
        const parameters = { [CURSOR_BOUNDS.after]: part.after, [CURSOR_BOUNDS.until]: part.until };
        return { fireTime, previousFireTime: fireTime, parameters };
      }),
    noted: { bounded: { artefact: compileArtefact(bounded.artefact), of: digest } },
  };
}
