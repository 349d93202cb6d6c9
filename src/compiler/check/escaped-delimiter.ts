import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** A character written as an escape where YAML does not read escapes: `'\u0001'` is six characters. */
const ESCAPE = /\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})/;

/** A delimiter that was meant to be one character and is the six that stand for it. */
export const escapedDelimiter: PipelineRule = {
  name: 'escaped-delimiter',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const { node } of sidesOf(pipeline, context)) {
      const delimiter = node.file?.delimiter;
      if (delimiter === undefined || !ESCAPE.test(delimiter)) continue;
      const at = child(node.at, 'file', 'delimiter');
      const newText = `"${delimiter}"`;
      yield makeDiagnostic('SL0643', at, say`the delimiter is the ${delimiter.length} characters \`${delimiter}\``, {
        notes: [say`lines would be split at the characters of the escape; YAML reads escapes in double quotes alone`],
        help: say`write it in double quotes: \`${newText}\``,
        suggestions: [{ message: say`write \`${newText}\``, confidence: 'likely', edits: [{ at, newText }] }],
      });
    }
  },
};
