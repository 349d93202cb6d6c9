import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../../message/index.ts';
import type { RunJson } from '../../server/index.ts';
import { FailedOperation } from '../exit-code.ts';
import { isOver } from '../is-over.ts';
import { LogTail } from '../log-tail.ts';
import type { OperatorApi } from '../operator-api.ts';
import { NoServer } from '../server-answer.ts';

const LOOK_MS = 500;
/** How long a server that does not answer is waited for; it may be started anew meanwhile. */
const PATIENCE_MS = 60_000;

/** Who hears of a run while it is followed. */
export interface Follower {
  show(run: RunJson): void;
  /** What its job has printed since. */
  print(text: string): void;
}

/**
 * Looks at a run of a server until it is over, or nobody wants to know any more; gives it as it was seen last. Throws a failed
 * operation where no server answers for a minute: the run goes on all the same.
 */
export async function followRun(
  api: Pick<OperatorApi, 'get'>,
  first: RunJson,
  follower: Follower,
  signal: AbortSignal,
): Promise<RunJson> {
  const tail = new LogTail(api, first.id);
  let run = first;
  let heardAt = Date.now();
  while (!signal.aborted) {
    try {
      follower.show(run);
      // Looked at before the log is read, so that nothing printed last is missed.
      const isDone = isOver(run);
      if (run.attempts.length > 0) await tail.read(run.attempts.length, (text) => follower.print(text));
      if (isDone) return run;
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) run = await api.get<RunJson>(`/api/v1/runs/${run.id}`);
      heardAt = Date.now();
    } catch (thrown) {
      if (!(thrown instanceof NoServer)) throw thrown;
      if (Date.now() - heardAt > PATIENCE_MS)
        throw new FailedOperation(
          say`no server has answered for a minute; run ${run.id} goes on without`,
          say`\`sluice logs ${run.id} --follow\` follows it once there is one`,
          thrown,
        );
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
    }
  }
  return run;
}
