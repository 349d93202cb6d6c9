import type { Clock } from '../../ports/index.ts';
import type { AttemptFolder } from './attempt-folder.ts';
import { type ProcessIdentity, signalGroup } from './process-identity.ts';

/** Why a job's process is being ended. */
export type StopReason = 'cancel' | 'hang';

/** FlinkX 1.11 and ChunJun 1.16 end within a second of SIGTERM (exit code 143); a hung one may not. */
const KILL_AFTER_MS = 10_000;

/**
 * Asks the group to end, the first time it is called, and remembers why and since when; kills it when
 * it is called again too long after. Called at every observation, by whichever executor holds the run.
 */
export async function endProcess(
  folder: AttemptFolder,
  identity: ProcessIdentity,
  why: StopReason,
  clock: Clock,
): Promise<void> {
  const asked = await stopAsked(folder);
  if (asked === undefined) {
    await folder.write('stopping', `${why} ${clock.now()}`);
    signalGroup(identity, 'SIGTERM');
  } else if (clock.now() - asked.since >= KILL_AFTER_MS) signalGroup(identity, 'SIGKILL');
}

/** Whether the attempt was asked to end; `since` in UTC milliseconds. */
export async function stopAsked(
  folder: AttemptFolder,
): Promise<{ readonly why: StopReason; readonly since: number } | undefined> {
  const found = /^(cancel|hang) (\d+)$/.exec((await folder.read('stopping')) ?? '');
  if (found === null) return undefined;
  return { why: found[1] === 'hang' ? 'hang' : 'cancel', since: Number(found[2]) };
}
