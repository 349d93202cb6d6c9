import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { Location } from '../text/index.ts';
import { LARGE_BACKFILL, LARGEST_BACKFILL } from './backfill-limits.ts';

/** Said of a range with more fires than one backfill can have, or than are meant without a word. */
export function tooMany(count: number, isLarge: boolean, place: Location): Diagnostic | undefined {
  if (count > LARGEST_BACKFILL)
    return makeDiagnostic(
      'SL1402',
      place,
      say`the range has more than ${LARGEST_BACKFILL.toLocaleString('en')} fires`,
      { help: say`write it in parts, each a file of its own` },
    );
  if (count <= LARGE_BACKFILL || isLarge) return undefined;
  return makeDiagnostic(
    'SL1402',
    place,
    say`the range has ${count.toLocaleString('en')} fires, more than ${LARGE_BACKFILL.toLocaleString('en')}`,
    { help: say`add \`large: true\` where that is meant` },
  );
}
