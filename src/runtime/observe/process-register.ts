import { readFileSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** This process, by a name that no other process and no restart has: `host:pid:start`. */
export function processIdentity(): string {
  return `${hostname()}:${process.pid}:${startOf(process.pid) ?? Math.round(performance.timeOrigin)}`;
}

/** Processes that use a state folder. */
export interface ProcessRegister {
  /** Those that died without saying so, on this host. */
  readonly dead: readonly string[];
  /** Strikes this process off. */
  leave(): Promise<void>;
}

/**
 * Enters this process under `<stateDir>/processes` and strikes off the dead of this host, so that what
 * they held can be taken over at once instead of when it runs out.
 */
export async function registerProcess(stateDir: string, identity: string): Promise<ProcessRegister> {
  const folder = join(stateDir, 'processes');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const dead: string[] = [];
  for (const name of await readdir(folder)) {
    const other = decodeURIComponent(name);
    if (other === identity || !isDeadHere(other)) continue;
    dead.push(other);
    await rm(join(folder, name), { force: true });
  }
  const own = join(folder, encodeURIComponent(identity));
  await writeFile(own, '', { mode: 0o600 });
  return { dead, leave: () => rm(own, { force: true }) };
}

/** True only when it is certain: another host's process is never called dead. */
export function isDeadHere(identity: string): boolean {
  const [, host, pid, start] = /^(.*):(\d+):(\d+)$/.exec(identity) ?? [];
  if (host !== hostname() || pid === undefined) return false;
  const running = startOf(Number(pid));
  if (running !== undefined) return running !== start;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH';
  }
}

/** When a process started, in clock ticks since boot: field 22 of /proc/PID/stat; undefined without /proc. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before it is in parentheses and may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
