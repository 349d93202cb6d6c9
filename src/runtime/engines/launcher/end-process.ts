import type { Clock } from '../../ports/index.ts';
import type { AttemptFolder } from './attempt-folder.ts';
import { type ProcessIdentity, signalGroup } from './process-identity.ts';

/** Why a job's process is being ended. */
export type StopReason = 'cancel' | 'hang';

/** FlinkX 1.11 and ChunJun 1.16 end within a second of SIGTERM (exit code 143); a hung one may not. */
const KILL_AFTER_MS = 10_000;

/** Remembers that an attempt is to end, why, and since when; the first reason stays. */
export async function askToEnd(folder: AttemptFolder, why: StopReason, clock: Clock): Promise<void> {
  if ((await stopAsked(folder)) === undefined) await folder.write('stopping', `${why} ${clock.now()}`);
}

/**
 * Signals the group of an attempt that was asked to end: SIGTERM, and SIGKILL when that was too long
 * ago. Called at every observation, by whichever executor holds the run.
 */
export function signalEnd(identity: ProcessIdentity, askedAt: number, clock: Clock): void {
  signalGroup(identity, clock.now() - askedAt >= KILL_AFTER_MS ? 'SIGKILL' : 'SIGTERM');
}

/** Whether the attempt was asked to end; `since` in UTC milliseconds. */
export async function stopAsked(
  folder: AttemptFolder,
): Promise<{ readonly why: StopReason; readonly since: number } | undefined> {
  const found = /^(cancel|hang) (\d+)$/.exec((await folder.read('stopping')) ?? '');
  if (found === null) return undefined;
  return { why: found[1] === 'hang' ? 'hang' : 'cancel', since: Number(found[2]) };
}
