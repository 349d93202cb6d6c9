/**
 * The groups of processes that git runs in. A helper that speaks with a remote outlives a git that is stopped, so that each git
 * has a group of its own; such a group hears nothing of a terminal's Ctrl-C, and is ended with this process.
 */
const living = new Set<number>();

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** From here on the group ends with this process, unless {@link leaveGroup} comes first. */
export function joinGroup(pid: number): void {
  if (living.size === 0) {
    process.on('exit', endAll);
    for (const signal of SIGNALS) process.on(signal, passOn);
  }
  living.add(pid);
}

/** The group has nothing left to end. */
export function leaveGroup(pid: number): void {
  if (!living.delete(pid) || living.size > 0) return;
  process.off('exit', endAll);
  for (const signal of SIGNALS) process.off(signal, passOn);
}

/** Ends every process of a group at once. */
export function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}

function endAll(): void {
  for (const pid of living) endGroup(pid);
}

/** A signal that nobody else listens to ends this process, as it would have without us; who listens decides what becomes of git. */
function passOn(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  endAll();
  process.off(signal, passOn);
  process.kill(process.pid, signal);
}
