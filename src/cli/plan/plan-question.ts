import { say } from '../../message/index.ts';
import { UsageError } from '../exit-code.ts';
import { parseSelection, selectionOf, type SelectFlags, type Selection } from '../select/selection.ts';
import { parseAfter } from './parse-after.ts';

/** Flags that say what of a plan is told. */
export interface QuestionFlags extends SelectFlags {
  readonly show?: string;
  readonly full?: boolean;
  readonly after?: string;
}

/** What is asked of a plan. */
export interface PlanQuestion {
  /** Undefined: all pipelines. */
  readonly selection: Selection | undefined;
  /** All that is known of each change. */
  readonly full: boolean;
  /** Next fires are counted from it, UTC milliseconds; undefined: now. */
  readonly after: number | undefined;
}

/** Reads the flags, before anything is compiled. Throws usage errors. */
export function planQuestion(flags: QuestionFlags): PlanQuestion {
  const { show, full = false, after } = flags;
  const selection = parseSelection(flags);
  if (show !== undefined && selection !== undefined)
    throw new UsageError(
      say`--show is for one pipeline, and does not go with --select and --exclude`,
      say`leave it out, and add --full`,
    );
  return {
    selection: show === undefined ? selection : selectionOf(show),
    full: full || show !== undefined,
    after: after === undefined ? undefined : parseAfter(after),
  };
}
