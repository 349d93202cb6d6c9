import { say } from '../../message/index.ts';
import type { FireRange } from '../../time/index.ts';
import type { Artefact } from '../artefact/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { BackfillDefinition } from '../syntax/index.ts';
import { child, keyOf, type Location } from '../text/index.ts';
import { LARGE_BACKFILL, LARGEST_BACKFILL } from './backfill-limits.ts';
import { boundedArtefact } from './bounded-artefact.ts';
import { readValueRange, type ValueRange } from './value-range.ts';

/** Where the runs of a range stand before it is on record: they stand for no fire. */
const NO_FIRES: FireRange = { from: 0, to: 0 };

/** The range of cursor values that a file says, or what is wrong with it. */
export function readValues(
  { name, fire, bizdate, cursor = '', chunk, large = false }: BackfillDefinition,
  at: Location,
  artefact: Artefact,
): (FireRange & { readonly values: ValueRange }) | Diagnostic {
  if (fire !== undefined || bizdate !== undefined)
    return makeDiagnostic(
      'SL1401',
      keyOf(at, 'cursor'),
      say`\`${name}\` has a range of fires and one of cursor values`,
      {
        help: say`write one of them`,
      },
    );
  const place = child(at, 'cursor');
  const read = readValueRange(cursor, chunk?.toString(), artefact);
  if (read.range === undefined) return makeDiagnostic('SL1401', place, read.problem, { help: read.help });
  const { range: values, runs } = read;
  if (runs > LARGEST_BACKFILL)
    return makeDiagnostic('SL1402', place, say`the range is more than ${LARGEST_BACKFILL.toLocaleString('en')} runs`, {
      help: say`give wider chunks, or write it in parts, each a file of its own`,
    });
  if (runs > LARGE_BACKFILL && !large)
    return makeDiagnostic(
      'SL1402',
      place,
      say`the range is ${runs.toLocaleString('en')} runs, more than ${LARGE_BACKFILL.toLocaleString('en')}`,
      { help: say`add \`large: true\` where that is meant` },
    );
  // it depends on no moment whether an engine can be told where to end
  const bounded = boundedArtefact(artefact, 0);
  if (bounded.artefact === undefined)
    return makeDiagnostic('SL1403', child(at, 'pipeline'), bounded.problem, { help: bounded.help });
  return { ...NO_FIRES, values };
}
