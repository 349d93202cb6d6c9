import { MEANINGS, type ChangeDocument } from '../../../compiler/index.ts';

/** The most serious first; of one meaning what breaks others first, then by name. */
export function mostSeriousFirst(changes: readonly ChangeDocument[]): readonly ChangeDocument[] {
  const ranked = changes.map((change) => ({ change, rank: rankOf(change) }));
  return ranked
    .toSorted((a, b) => a.rank - b.rank || (a.change.pipeline < b.change.pipeline ? -1 : 1))
    .map(({ change }) => change);
}

function rankOf({ meaning: [worst], downstream }: ChangeDocument): number {
  const seriousness = worst === undefined ? MEANINGS.length : MEANINGS.indexOf(worst);
  return 2 * seriousness + (downstream.some(({ breaking }) => breaking) ? 0 : 1);
}
