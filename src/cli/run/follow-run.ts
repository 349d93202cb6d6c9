import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../../message/index.ts';
import type { RunJson } from '../../server/index.ts';
import { FailedOperation } from '../exit-code.ts';
import { isAway } from '../is-away.ts';
import { isOver } from '../is-over.ts';
import { LogTail } from '../log-tail.ts';
import type { OperatorApi } from '../operator-api.ts';

/** Milliseconds between two looks, and for how long a server that does not answer is waited for: it may be started anew meanwhile. */
export interface Pace {
  readonly lookMs: number;
  readonly patienceMs: number;
}

const PACE: Pace = { lookMs: 500, patienceMs: 60_000 };

/** Who hears of a run while it is followed. */
export interface Follower {
  show(run: RunJson): void;
  /** What its job has printed since. */
  print(text: string): void;
}

/**
 * Looks at a run of a server until it is over, or nobody wants to know any more; gives it as it was seen last. What attempts that had
 * ended before have printed is not told again. Throws a failed
 * operation where no server answers for a minute: the run goes on all the same.
 */
export async function followRun(
  api: Pick<OperatorApi, 'get'>,
  first: RunJson,
  follower: Follower,
  signal: AbortSignal,
  { lookMs, patienceMs }: Pace = PACE,
): Promise<RunJson> {
  const tail = new LogTail(api, first.id, firstToPrint(first));
  let run = first;
  let heardAt = Date.now();
  while (!signal.aborted) {
    try {
      follower.show(run);
      // Looked at before the log is read, so that nothing printed last is missed.
      const isDone = isOver(run);
      if (run.attempts.length > 0) await tail.read(run.attempts.length, (text) => follower.print(text));
      if (isDone) return run;
      await sleep(lookMs, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) run = await api.get<RunJson>(`/api/v1/runs/${run.id}`);
      heardAt = Date.now();
    } catch (thrown) {
      if (!isAway(thrown)) throw thrown;
      if (Date.now() - heardAt > patienceMs)
        throw new FailedOperation(
          say`no server has answered for a minute; run ${run.id} goes on without`,
          say`\`sluice logs ${run.id} --follow\` follows it once there is one`,
          thrown,
        );
      await sleep(lookMs, undefined, { signal }).catch(() => undefined);
    }
  }
  return run;
}

/** The attempt that is under way or comes next; of a run that is over already (its answer was lost, and asked for again) the last. */
function firstToPrint(run: RunJson): number {
  const ended = run.attempts.filter(({ finishedAt }) => finishedAt !== null).length;
  return Math.max(1, isOver(run) ? run.attempts.length : ended + 1);
}
