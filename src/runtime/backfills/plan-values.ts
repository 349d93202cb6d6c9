import {
  backfillCautions,
  boundedArtefact,
  compileArtefact,
  LARGEST_BACKFILL,
  readValueRange,
  type Artefact,
  type CompiledArtefact,
  type ValueRange,
} from '../../compiler/index.ts';
import { wordsOf } from '../../message/index.ts';
import { refusedBackfill, refuseTooMany, toldRefusal } from './refused-backfill.ts';

/** What a backfill of a range of cursor values would do. */
export interface PlannedValues {
  readonly values: ValueRange;
  readonly total: number;
  /** What its runs are of. */
  readonly bounded: CompiledArtefact;
  readonly cautions: readonly string[];
}

/** Throws INVALID_REQUEST where the range is none of the pipeline's column, has too many runs, or its engine cannot be told an end. */
export function planValues(
  artefact: Artefact,
  { cursor, chunk, large = false }: { readonly cursor: string; readonly chunk?: string; readonly large?: boolean },
  now: number,
): PlannedValues {
  const read = readValueRange(cursor, chunk, artefact);
  if (read.range === undefined) throw toldRefusal(read);
  const { range: values, runs: total } = read;
  if (total > LARGEST_BACKFILL)
    throw refusedBackfill(
      `the range is more than ${LARGEST_BACKFILL.toLocaleString('en')} runs`,
      'give wider chunks, or ask for it in parts',
    );
  refuseTooMany(total, large, 'runs');
  const bounded = boundedArtefact(artefact, now);
  if (bounded.artefact === undefined) throw toldRefusal(bounded);
  const cautions = backfillCautions(artefact, 'values').map((caution) => wordsOf(caution));
  return { values, total, bounded: compileArtefact(bounded.artefact), cautions };
}
