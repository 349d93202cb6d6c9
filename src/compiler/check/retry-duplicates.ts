import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { appendsAnew } from './appends-anew.ts';
import type { PipelineRule } from './rule.ts';

/** Engines whose append is undone when a run fails, so that a retry begins from nothing. */
const TRANSACTIONAL = new Set(['local']);

/** Appending and trying again writes the rows of the failed attempt twice. */
export const retryDuplicates: PipelineRule = {
  name: 'retry-duplicates',
  *check(pipeline): Iterable<Diagnostic> {
    if (pipeline.work.kind !== 'movement' || pipeline.retry.attempts <= 1) return;
    const { sink } = pipeline.work;
    if (!appendsAnew(sink) || TRANSACTIONAL.has(pipeline.engine.type)) return;
    yield makeDiagnostic('SL0511', child(pipeline.at, 'retry', 'attempts'), say`a retry can write rows twice`, {
      notes: [say`rows that the failed attempt had written stay, and the next attempt appends them again`],
      help: say`use \`mode: upsert\` with a key, or a \`preSql\` that clears what this run writes`,
    });
  },
};
