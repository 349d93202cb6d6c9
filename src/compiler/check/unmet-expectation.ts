import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { appendsAnew } from './appends-anew.ts';
import type { PipelineRule } from './rule.ts';

/** A run that did not meet what is expected has written its rows, and the next begins at the same position. */
export const unmetExpectation: PipelineRule = {
  name: 'unmet-expectation',
  *check({ expectation, work }): Iterable<Diagnostic> {
    if (expectation === undefined || work.kind !== 'movement') return;
    const { rows, freshnessMs, sameRows, onFailure } = expectation;
    // without a row there is none to be written again
    const isOnlyOfNone =
      freshnessMs === undefined && sameRows === undefined && rows?.max === undefined && (rows?.min ?? 0) <= 1;
    if (onFailure === 'warn' || isOnlyOfNone || work.source.incremental === undefined || !appendsAnew(work.sink))
      return;
    yield makeDiagnostic(
      'SL0539',
      { ...expectation.at, part: 'key' },
      say`rows of a run that does not meet this are written again by the next one`,
      {
        notes: [say`what it has written stays, and the position does not move`],
        help: say`use \`mode: upsert\` with a key`,
      },
    );
  },
};
