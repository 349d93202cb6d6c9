import { say, type Message } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { Location } from '../text/index.ts';

/** A rule whose answer is none. `at`: its `export default`. */
export function notAnAnswer(at: Location, why: Message): Diagnostic {
  return makeDiagnostic('SL1308', at, say`the rule gives no violations: ${why}`, {
    help: say`return a list of \`{ pipeline, message }\`, with \`severity\` and \`path\` where they are wanted; an empty one where the plan is as it should be`,
  });
}
