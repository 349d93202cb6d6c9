import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { PipelineRule } from './rule.ts';

/** Freezes that skip fires of a pipeline each fire of which stands for rows of its own. */
export const skippedPeriods: PipelineRule = {
  name: 'skipped-periods',
  *check({ name, schedule, freezes = [], loadsPeriods }): Iterable<Diagnostic> {
    if (loadsPeriods !== true) return;
    for (const freeze of freezes)
      if (freeze.fires === 'skip')
        yield makeDiagnostic(
          'SL0410',
          schedule.at,
          say`the periods of fires of \`${name}\` that the freeze \`${freeze.name}\` skips are never loaded`,
          {
            notes: [say`the pipeline selects rows by its fire time, so each fire stands for rows of its own`],
            help: say`write \`fires: hold\`: fires wait for the end of it; or leave the pipeline out of its \`select\``,
          },
        );
  },
};
