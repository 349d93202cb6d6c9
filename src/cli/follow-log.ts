import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../message/index.ts';
import type { RunJson } from '../server/index.ts';
import { FailedOperation } from './exit-code.ts';
import { isAway } from './is-away.ts';
import { isOver } from './is-over.ts';
import { LogTail } from './log-tail.ts';
import type { OperatorApi } from './operator-api.ts';

/** Milliseconds: between two looks, the longest wait for a server that is away, and for how long it is waited for altogether. */
export interface LogPace {
  readonly lookMs: number;
  readonly longestMs: number;
  readonly patienceMs: number;
}

const PACE: LogPace = { lookMs: 300, longestMs: 5_000, patienceMs: 600_000 };

/** Who hears of a log while it is followed. */
export interface LogFollower {
  write(text: string): void;
  /** Once each time: no server answers, and its log is waited for. */
  away(): void;
}

/**
 * Gives what attempts of a run print until it is over, from where the last answer has ended whatever comes between: a server that is
 * away, or cannot answer just now, is asked again after ever longer waits. Throws a failed operation where none answers for ten minutes.
 *
 * @param attemptOf The attempt up to which is read.
 */
export async function followLog(
  api: Pick<OperatorApi, 'get'>,
  first: RunJson,
  attemptOf: (run: RunJson) => number,
  follower: LogFollower,
  { lookMs, longestMs, patienceMs }: LogPace = PACE,
): Promise<RunJson> {
  const tail = new LogTail(api, first.id);
  let run = first;
  let waitMs = lookMs;
  let heardAt = performance.now();
  for (;;) {
    try {
      const ended = isOver(run); // asked before the read, so that nothing printed last is missed
      await tail.read(attemptOf(run), (text) => follower.write(text));
      if (ended) return run;
      await sleep(lookMs);
      run = await api.get<RunJson>(`/api/v1/runs/${run.id}`);
      heardAt = performance.now();
      waitMs = lookMs;
    } catch (thrown) {
      if (!isAway(thrown)) throw thrown;
      if (performance.now() - heardAt > patienceMs)
        throw new FailedOperation(
          say`no server has answered for ten minutes; run ${run.id} goes on without`,
          say`\`sluice logs ${run.id} --follow\` follows it once there is one`,
          thrown,
        );
      if (waitMs === lookMs) follower.away();
      await sleep(waitMs);
      waitMs = Math.min(waitMs * 2, longestMs);
    }
  }
}
