import { cursorAsTime, type Artefact, type Template } from '../../compiler/index.ts';
import { OperatingError, toOperatingError } from '../errors.ts';
import type { Clock, EndMeasure, MeasureEnds } from '../ports/index.ts';

/** What source and sink say of the rows of a run, or why they do not. */
export type ComparedEnds =
  | { readonly source: EndMeasure; readonly sink: EndMeasure }
  | { readonly failure: OperatingError };

/** How long both ends may take to answer, in milliseconds: a count reads a whole table. */
const ANSWER_MS = 600_000;
/** Waits before an end that was not there is asked again, in milliseconds: a moment's absence is not worth another run. */
const AGAIN_MS = [1_000, 5_000, 15_000] as const;

/** Whose ends are asked. */
export interface EndsOfRun {
  readonly artefact: Artefact;
  /** Bound for the run. */
  readonly comparison: Template;
  readonly cursorBefore: string | undefined;
  /** Of the job that has ended. */
  readonly cursorAfter: string | undefined;
  /** Ends the asking: nobody waits for it any more. */
  readonly signal: AbortSignal;
}

/**
 * Asks source and sink for the rows of a run that its engine calls a success. Undefined where an incremental run has read
 * nothing, as its range is empty, and where the signal has ended it.
 */
export async function compareEnds(
  { measureEnds, clock }: { readonly measureEnds: MeasureEnds; readonly clock: Clock },
  { artefact, comparison, cursorBefore, cursorAfter, signal }: EndsOfRun,
): Promise<ComparedEnds | undefined> {
  const { incremental, expect } = artefact.pipeline;
  if (incremental !== undefined && cursorAfter === undefined) return undefined;
  const zone = expect?.sameRows?.timeZone ?? 'UTC';
  const after = cursorAsTime(cursorBefore ?? incremental?.from, artefact, zone);
  const until = cursorAsTime(cursorAfter, artefact, zone);
  const deadline = clock.monotonic() + ANSWER_MS;
  for (let failures = 0; ; failures++) {
    const found = await withinTime(clock, deadline, signal, (limited) =>
      measureEnds({ comparison, after, until, signal: limited }),
    );
    if (signal.aborted) return undefined;
    const againMs = AGAIN_MS[failures];
    if (!('failure' in found) || !found.failure.retryable || againMs === undefined) return found;
    if (clock.monotonic() + againMs >= deadline) return found;
    await clock.sleep(againMs, signal);
    if (signal.aborted) return undefined;
  }
}

/** The same as a line for the log of the run. */
export function tellEnds(ends: ComparedEnds | undefined): string {
  if (ends === undefined) return 'source and sink are not compared: no row was read';
  if ('failure' in ends) return `source and sink could not be compared: ${ends.failure.message}`;
  return `rows of the source: ${ends.source.rows}, of the sink: ${ends.sink.rows}`;
}

async function withinTime(
  clock: Clock,
  deadline: number,
  signal: AbortSignal,
  ask: (signal: AbortSignal) => ReturnType<MeasureEnds>,
): Promise<ComparedEnds> {
  const late = new AbortController();
  const answered = new AbortController();
  void clock
    .sleep(Math.max(0, deadline - clock.monotonic()), answered.signal)
    .then(() => (answered.signal.aborted ? undefined : late.abort()));
  try {
    return await ask(AbortSignal.any([signal, late.signal]));
  } catch (thrown) {
    return { failure: late.signal.aborted ? TOO_LATE : toOperatingError(thrown) };
  } finally {
    answered.abort();
  }
}

const TOO_LATE = new OperatingError(
  'ENGINE_UNREACHABLE',
  `source and sink did not answer in ${ANSWER_MS / 60_000} minutes`,
  {
    retryable: true,
    help: 'an index on the incremental column lets a database count a range without reading the table',
  },
);
