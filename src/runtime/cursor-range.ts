import { CURSOR_BOUNDS } from '../compiler/index.ts';
import type { RunRecord } from './ports/index.ts';

/** Values of the column of an incremental pipeline: rows after the first, up to and at the second. */
export interface CursorRange {
  readonly after: string;
  readonly until: string;
}

/** What a run of a backfill by cursor values reads; undefined = it is the run of a fire. */
export function cursorRangeOf({ parameters }: Pick<RunRecord, 'parameters'>): CursorRange | undefined {
  const { [CURSOR_BOUNDS.after]: after, [CURSOR_BOUNDS.until]: until } = parameters;
  return after === undefined || until === undefined ? undefined : { after, until };
}
