import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * When process `pid` started, as an opaque text; undefined when there is no such process (or only its zombie).
 * A pid alone says nothing after a reboot or a long while: pids are used again.
 */
export function startOf(pid) {
  if (process.platform !== 'linux') return startByPs(pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command in parentheses may hold spaces; what follows it starts with field 3, the state.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function startByPs(pid) {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** `{ pid, startedAt }` of a living process: enough to recognise it later. */
export const identify = (pid) => ({ pid, startedAt: startOf(pid) });

/** Whether the very process that was identified still runs. */
export const isRunning = ({ pid, startedAt }) => startedAt !== undefined && startOf(pid) === startedAt;

/**
 * Stops an identified process: SIGTERM, then SIGKILL after `graceMs`; returns when it is gone. A process that is
 * gone already, or whose pid now belongs to another, is left alone.
 */
export async function stopProcess(identity, graceMs = 10_000) {
  const killAt = Date.now() + graceMs;
  let signal = 'SIGTERM';
  while (isRunning(identity)) {
    if (signal !== undefined) {
      send(identity.pid, signal);
      signal = undefined;
    } else if (Date.now() > killAt) {
      send(identity.pid, 'SIGKILL');
    }
    await sleep(20);
  }
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
