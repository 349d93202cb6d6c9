import type { Diagnostic } from '../diagnostics/index.ts';
import type { Location, SourceFile } from '../text/index.ts';

/** What a rule says of a plan: plain data, whatever its shape, or why it says nothing. */
export interface RuleEvaluation {
  /** The rule and what it imports. */
  readonly files: readonly SourceFile[];
  /** Where its `export default` is. */
  readonly at: Location;
  readonly said?: unknown;
  readonly diagnostics: readonly Diagnostic[];
}
