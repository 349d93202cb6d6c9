import { compareEnds, type ComparedEnds, type EndsOfRun } from './compare-ends.ts';
import type { DriveControl, StopCause } from './drive-control.ts';
import type { ExecutorDependencies } from './executor-context.ts';

/** What came of asking the ends of a run that this process holds. `left`: it is others' to ask, or nobody's any more. */
export type HeldComparison =
  | { readonly outcome: 'done'; readonly ends: ComparedEnds | undefined }
  | { readonly outcome: 'stopped'; readonly cause: StopCause }
  | { readonly outcome: 'left' };

interface Held extends Omit<EndsOfRun, 'signal'> {
  readonly control: DriveControl;
  /** UTC milliseconds; undefined = as long as it takes. */
  readonly deadline: number | undefined;
  /** Another process that adopts the run finds its job ended, and asks itself. */
  readonly outlives: boolean;
  /** Ends all waiting: the process is about to exit. */
  readonly signal: AbortSignal;
}

/** How often the run's time is looked at, in milliseconds. */
const LOOK_MS = 1_000;

/** Asks source and sink for the rows of a run until they have answered, or the run is stopped, let go of, or out of time. */
export async function compareWhileHeld(
  deps: Pick<ExecutorDependencies, 'measureEnds' | 'clock'>,
  { control, deadline, outlives, signal, ...ends }: Held,
): Promise<HeldComparison> {
  const over = new AbortController();
  const answered = new AbortController();
  const answer = compareEnds(deps, { ...ends, signal: over.signal }).finally(() => answered.abort());
  const waiting = AbortSignal.any([signal, answered.signal]);
  const isHeld = (): boolean =>
    !control.abandoned && control.stopCause === undefined && !(outlives && control.leaving) && !signal.aborted;
  while (isHeld() && !answered.signal.aborted) {
    await control.pause(LOOK_MS, waiting);
    if (deadline !== undefined && deps.clock.now() >= deadline) control.stop('timeout');
  }
  if (answered.signal.aborted) return { outcome: 'done', ends: await answer };
  over.abort();
  await answer;
  const { stopCause: cause } = control;
  return control.abandoned || cause === undefined ? { outcome: 'left' } : { outcome: 'stopped', cause };
}
