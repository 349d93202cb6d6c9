import type { AttemptFolder } from './attempt-folder.ts';
import { isAlive, type ProcessIdentity, readIdentity } from './process-identity.ts';

/** `vanished`: it was started and is gone without an exit code (killed with its group, or a reboot). */
export type ProcessStatus =
  | { readonly kind: 'absent' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'alive'; readonly identity: ProcessIdentity }
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'vanished' };

/** A shell needs milliseconds from `started` to `pid`; after this it must have died between them. */
const BETWEEN_MS = 60_000;

/** Where the process of an attempt is. @param now wall clock. */
export async function processStatus(folder: AttemptFolder, now: number): Promise<ProcessStatus> {
  const startedAt = await folder.modifiedAt('started');
  if (startedAt === undefined) return { kind: 'absent' };
  const identity = readIdentity((await folder.read('pid')) ?? '');
  if (identity === undefined) return now - startedAt < BETWEEN_MS ? { kind: 'starting' } : { kind: 'vanished' };
  // Asked before the exit code is read: the code may be written just before the process goes.
  const alive = await isAlive(identity);
  const code = exitCode(await folder.read('exit'));
  if (code !== undefined) return { kind: 'exited', code };
  return alive ? { kind: 'alive', identity } : { kind: 'vanished' };
}

function exitCode(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+\s*$/.test(text) ? Number(text) : undefined;
}
