import { readFile } from 'node:fs/promises';

/** A process, safe against the reuse of its id. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks since boot (field 22 of /proc/PID/stat); undefined where there is no /proc. */
  readonly startedAt: string | undefined;
}

/** Reads `pid` as the supervisor writes it: the id, and the line of /proc/PID/stat where there is one. */
export function readIdentity(text: string): ProcessIdentity | undefined {
  const found = /^(\d+) ?(.*)$/s.exec(text.trim());
  const pid = Number(found?.[1]);
  return Number.isSafeInteger(pid) && pid > 1 ? { pid, startedAt: startTime(found?.[2] ?? '') } : undefined;
}

/**
 * Whether a supervisor, or anything else of its process group, lives. A group that outlives its
 * leader keeps the id from being used again, so members can be told by it.
 */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  const leader = await processStat(identity.pid);
  if (leader === undefined) return signalGroup(identity, 0);
  if (afterName(leader).startsWith('Z')) return false;
  return identity.startedAt === undefined || startTime(leader) === identity.startedAt;
}

/** Sends a signal to the whole group; false when there is none. */
export function signalGroup(identity: ProcessIdentity, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-identity.pid, signal);
  } catch {
    return false;
  }
}

async function processStat(pid: number): Promise<string | undefined> {
  try {
    return await readFile(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
}

/** Field 22; counted after the name, which is in parentheses and may hold anything. */
function startTime(stat: string): string | undefined {
  return afterName(stat).split(' ')[19];
}

function afterName(stat: string): string {
  return stat.slice(stat.lastIndexOf(')') + 2);
}
