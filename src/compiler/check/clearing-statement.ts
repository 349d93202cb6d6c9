import { say } from '../../message/index.ts';
import type { Text } from '../../time/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';

/** `preSql` runs each time a job opens: with a cursor or a stream, everything loaded before would be gone. */
export const clearingStatement: PipelineRule = {
  name: 'clearing-statement',
  *check(pipeline): Iterable<Diagnostic> {
    if (pipeline.work.kind !== 'movement') return;
    const { source, sink } = pipeline.work;
    const isStream = pipeline.schedule.schedule.kind === 'continuous';
    if (!isStream && source.incremental === undefined) return;
    for (const [index, statement] of sink.preSql.entries()) {
      if (!clearsAll(statement)) continue;
      yield makeDiagnostic(
        'SL0518',
        child(sink.at, 'preSql', index),
        isStream
          ? say`a stream would empty its target at each start`
          : say`each run would empty the target and load only what is new`,
        {
          notes: [
            isStream
              ? say`the statement runs whenever the job opens, after a restart too, and the stream goes on from its state`
              : say`the source is read from the cursor on, so that rows of earlier runs do not come again`,
          ],
          help: isStream
            ? say`leave it out, and empty the target once by hand`
            : say`leave it out, or read without \`incremental\``,
        },
      );
    }
  },
};

/** TRUNCATE, DROP, or DELETE without a condition. */
export function clearsAll(statement: Text): boolean {
  const text =
    typeof statement === 'string'
      ? statement
      : statement.parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  return /^\s*(?:truncate|drop)\b/i.test(text) || (/^\s*delete\b/i.test(text) && !/\bwhere\b/i.test(text));
}
