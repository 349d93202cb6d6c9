import { OperatingError } from '../errors.ts';
import { compareEnds, type ComparedEnds, type EndsOfRun } from './compare-ends.ts';
import type { DriveControl, StopCause } from './drive-control.ts';
import type { ExecutorDependencies } from './executor-context.ts';

/** What came of asking the ends of a run that this process holds. `left`: it is others' to ask, or nobody's any more. */
export type HeldComparison =
  | { readonly outcome: 'done'; readonly ends: ComparedEnds | undefined }
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

/**
 * Asks source and sink for the rows of a run until they have answered, or the run is let go of. One that is stopped or out of time, now
 * or before, has its rows written all the same: it ends as not compared, and is not to be run again.
 */
export async function compareWhileHeld(
  deps: Pick<ExecutorDependencies, 'measureEnds' | 'clock'>,
  { control, deadline, outlives, signal, ...ends }: Held,
): Promise<HeldComparison> {
  const over = new AbortController();
  const answered = new AbortController();
  const isHeld = (): boolean =>
    !control.abandoned && control.stopCause === undefined && !(outlives && control.leaving) && !signal.aborted;
  if (!isHeld()) return notAnswered(control);
  const answer = compareEnds(deps, { ...ends, signal: over.signal }).finally(() => answered.abort());
  const waiting = AbortSignal.any([signal, answered.signal]);
  while (isHeld() && !answered.signal.aborted) {
    await control.pause(LOOK_MS, waiting);
    if (deadline !== undefined && deps.clock.now() >= deadline) control.stop('timeout');
  }
  if (answered.signal.aborted) return { outcome: 'done', ends: await answer };
  over.abort();
  await answer;
  return notAnswered(control);
}

function notAnswered({ abandoned, stopCause }: DriveControl): HeldComparison {
  if (abandoned || stopCause === undefined) return { outcome: 'left' };
  const { message, help } = STOPPED[stopCause];
  const code = stopCause === 'cancel' || stopCause === 'shutdown' ? 'JOB_CANCELLED' : 'JOB_TIMED_OUT';
  return { outcome: 'done', ends: { failure: new OperatingError(code, message, { retryable: false, help }) } };
}

const BY_HAND = 'its rows are written: compare them by hand, and run the fire again only where that does no harm';

/** Why nobody waits for the answer any more, and what a person can do. */
const STOPPED: Readonly<Record<StopCause, { readonly message: string; readonly help: string }>> = {
  cancel: { message: 'the run was cancelled before they had answered', help: BY_HAND },
  shutdown: { message: 'the process that ran it was stopped before they had answered', help: BY_HAND },
  timeout: {
    message: '`timeout` of the pipeline passed before they had answered',
    help: `${BY_HAND}; \`timeout\` has to last for the job and for the count`,
  },
  'start-timeout': { message: '`startTimeout` of the pipeline passed before its job was seen running', help: BY_HAND },
};
