import { mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from '../../message/index.ts';
import { bytesOf, listLogs } from '../observe/index.ts';
import { failed, ok, skipped, warning, type Check, type CheckResult } from './check.ts';

/** What this build needs of Node: package.json says the same (`engines`). */
const OLDEST_NODE = [20, 19] as const;
const LEAST_FREE_BYTES = 200 * 1024 ** 2;
const FEW_FREE_BYTES = 2 * 1024 ** 3;
/** A daemon has some hundred files open: connections, logs of runs, the watch. */
const FEW_OPEN_FILES = 4_096;
const FEW_WATCHES = 65_536;

/** The machine and this process's place on it. */
export function hostChecks(stateDir: string, logQuota?: number): readonly Check[] {
  return [
    { name: 'host.node', run: async () => [nodeVersion(process.versions.node)] },
    { name: 'host.time-zones', run: async () => [timeZones()] },
    { name: 'host.state', run: async () => stateFolder(stateDir) },
    { name: 'host.logs', run: async () => [logsOfRuns(bytesOf(await listLogs(stateDir)), logQuota)] },
    { name: 'host.open-files', run: async () => [openFiles(await textOf('/proc/self/limits'))] },
    { name: 'host.watches', run: async () => [watches(await textOf('/proc/sys/fs/inotify/max_user_watches'))] },
  ];
}

export function nodeVersion(version: string): CheckResult {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldest, oldestMinor] = OLDEST_NODE;
  if (major > oldest || (major === oldest && minor >= oldestMinor)) return ok('host.node', say`Node ${version}`);
  return failed('host.node', say`Node ${version} is too old`, say`install Node ${OLDEST_NODE.join('.')} or newer`);
}

/** A Node that was built without its time zones knows UTC alone, and fires everything by it. */
function timeZones(): CheckResult {
  const noon = Date.UTC(2024, 6, 1, 12);
  const hour = (timeZone: string): string =>
    new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(noon);
  try {
    if (hour('Asia/Shanghai') === '20' && hour('America/New_York') === '08')
      return ok('host.time-zones', say`time zones are of ${process.versions.tz ?? '?'}`);
  } catch {
    // told below
  }
  return failed(
    'host.time-zones',
    say`this Node does not know the time zones`,
    say`install Node with full ICU, and unset NODE_ICU_DATA`,
  );
}

async function stateFolder(stateDir: string): Promise<readonly CheckResult[]> {
  const probe = join(stateDir, `.doctor-${process.pid}`);
  try {
    await mkdir(stateDir, { recursive: true, mode: 0o700 });
    await writeFile(probe, '');
    await rm(probe, { force: true });
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
    return [
      failed(
        'host.state',
        say`the state folder ${stateDir} cannot be written (${code})`,
        say`let this user write there, or name another folder with SLUICE_STATE_DIR`,
      ),
    ];
  }
  const { bavail, bsize } = await statfs(stateDir);
  return [ok('host.state', say`${stateDir} can be written`), freeSpace(bavail * bsize)];
}

export function freeSpace(bytes: number): CheckResult {
  const seen = say`${(bytes / 1024 ** 3).toFixed(1)} GiB are free where the state folder is`;
  const fix = say`make room there: job logs, checkouts and, embedded, the store itself grow in it`;
  if (bytes < LEAST_FREE_BYTES) return failed('host.disk', seen, fix);
  return bytes < FEW_FREE_BYTES ? warning('host.disk', seen, fix) : ok('host.disk', seen);
}

/** More than the quota by this share is nobody's doing: an executor here would have made room. */
const OVER = 1.1;

export function logsOfRuns(bytes: number, quota: number | undefined): CheckResult {
  const used = `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
  if (quota === undefined) return ok('host.logs', say`the logs of runs take ${used}, and have no quota`);
  const seen = say`the logs of runs take ${used} of ${(quota / 1024 ** 2).toFixed(0)} MiB`;
  if (bytes <= quota * OVER) return ok('host.logs', seen);
  return warning(
    'host.logs',
    seen,
    say`an executor that runs here removes the oldest; raise SLUICE_LOG_QUOTA to keep them`,
  );
}

/** @param limits /proc/self/limits */
export function openFiles(limits: string | undefined): CheckResult {
  const soft = /^Max open files\s+(\d+)/m.exec(limits ?? '')?.[1];
  if (soft === undefined) return skipped('host.open-files', say`this system does not tell the limit of open files`);
  const seen = say`${soft} files may be open at once`;
  if (Number(soft) >= FEW_OPEN_FILES) return ok('host.open-files', seen);
  return warning('host.open-files', seen, say`raise it: \`LimitNOFILE=65536\` in the unit, or \`ulimit -n 65536\``);
}

/** @param text /proc/sys/fs/inotify/max_user_watches */
export function watches(text: string | undefined): CheckResult {
  const count = Number(text?.trim());
  if (text === undefined || !Number.isInteger(count))
    return skipped('host.watches', say`this system does not tell how many folders may be watched`);
  const seen = say`${count} files and folders may be watched`;
  if (count >= FEW_WATCHES) return ok('host.watches', seen);
  return warning('host.watches', seen, say`raise it: \`sysctl fs.inotify.max_user_watches=524288\``);
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}
