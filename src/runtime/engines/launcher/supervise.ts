import { spawn } from 'node:child_process';
import { OperatingError } from '../../errors.ts';
import type { Clock } from '../../ports/index.ts';
import type { AttemptFolder } from './attempt-folder.ts';

/** What to start: a program, its arguments (no secrets: everybody on the machine can read them) and its whole environment. */
export interface LaunchCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The shell that stays between the executor and the job, so that the job outlives the executor and
 * its exit code is still known. Before anything else it takes the attempt (O_EXCL: of two starters
 * one goes on) and writes its own id and start time. It passes on no signal: the group gets them.
 * The job file and the temporary folder go as soon as the job has ended, with or without us.
 */
const SUPERVISOR = `
umask 077
cd "$1" || exit 125
shift
set -C
{ : > started; } 2>/dev/null || exit 0
set +C
trap : HUP INT TERM
identity=
if [ -r "/proc/$$/stat" ]; then read -r identity < "/proc/$$/stat"; fi
printf '%s %s\\n' "$$" "$identity" > pid.writing && mv pid.writing pid || exit 125
"$@" < /dev/null > stdout 2> stderr
code=$?
rm -rf job.json tmp
printf '%s\\n' "$code" > exit.writing && mv exit.writing exit
`;

const START_TIMEOUT_MS = 30_000;

/**
 * Starts the command under a supervisor in a process group of its own, and returns once the
 * supervisor has written its id. Starting an attempt that has been started already does nothing.
 * Throws ENGINE_MISCONFIGURED when there is no shell, ENGINE_FAILED when nothing was started.
 */
export async function startSupervised(folder: AttemptFolder, command: LaunchCommand, clock: Clock): Promise<void> {
  if ((await folder.read('started')) === undefined) {
    await new Promise<void>((started, failed) => {
      const child = spawn('/bin/sh', ['-c', SUPERVISOR, 'sluice-job', folder.path, command.program, ...command.args], {
        detached: true,
        stdio: 'ignore',
        env: command.env,
        cwd: '/',
      });
      child.once('spawn', () => {
        child.unref();
        started();
      });
      child.once('error', (cause) =>
        failed(
          new OperatingError('ENGINE_MISCONFIGURED', 'No process can be started: /bin/sh failed', {
            retryable: true,
            cause,
          }),
        ),
      );
    });
  }
  const deadline = clock.monotonic() + START_TIMEOUT_MS;
  while ((await folder.read('pid')) === undefined) {
    if (clock.monotonic() >= deadline) {
      throw new OperatingError('ENGINE_FAILED', 'The job’s process did not come up', { retryable: true });
    }
    await clock.sleep(10);
  }
}
