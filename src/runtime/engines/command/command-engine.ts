import { launchValues, type Template } from '../../../compiler/index.ts';
import { OperatingError } from '../../errors.ts';
import type { Clock, Engine, LaunchRequest, Observation } from '../../ports/index.ts';
import { commandFolder, type CommandFolder } from './command-folder.ts';
import { lookAtCommands } from './look-at-commands.ts';
import { childEnvironment, isOurs, pruneFolders, signalGroup, startCommand } from './process-group.ts';

export interface CommandEngineOptions {
  readonly clock: Clock;
  /** Private folder of the executor; what is known of a command lies below it. */
  readonly workDir: string;
  /** Working folder of the commands: the repository. */
  readonly projectRoot: string;
  /** The executor's own environment; only PATH, HOME, LANG and TZ are passed on. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Takes secrets out of a line before it is logged. */
  readonly scrub: (line: string) => string;
  /** Milliseconds between SIGTERM and SIGKILL; 10 seconds by default. */
  readonly graceMs?: number;
}

/**
 * Runs a program by its argv, in a process group of its own that outlives the executor. Its pid, output
 * and exit code lie in files, so that a new executor finds it again. No shell ever reads the words.
 */
export function createCommandEngine(options: CommandEngineOptions): Engine {
  const { clock, scrub, workDir } = options;
  const graceMs = options.graceMs ?? 10_000;
  const startedHere = new Set<string>();
  /** What a command printed last, by id: the reason of its failure, more often than not. */
  const lastLines = new Map<string, string>();
  /** How far the output of a command was taken, by id. */
  const offsets = new Map<string, number>();
  const closing = new AbortController();
  const folderOf = (id: string): CommandFolder => commandFolder(workDir, id);
  let pruned = false;

  return {
    type: 'command',
    outlivesExecutor: true,
    isHostBound: () => true,
    pollMs: 200,
    reserve: ({ runId, attempt }) => ({ id: `${runId}-${attempt}` }),

    async submit(request, ref) {
      const argv = readArgv(request.job.template);
      const folder = folderOf(ref.id);
      if (!pruned) await pruneFolders(workDir, clock.now());
      pruned = true;
      // The folder is the promise to start: whoever finds it does not start again.
      if (!(await folder.create())) return;
      startedHere.add(ref.id);
      const environment = childEnvironment(options.environment, request, ref.id);
      try {
        const { gone } = await startCommand(folder, argv, options.projectRoot, environment);
        // A shell that ends before it has written its pid (a full disk) leaves nothing to wait for.
        void gone.then(() => startedHere.delete(ref.id));
      } catch (thrown) {
        startedHere.delete(ref.id);
        await folder.remove();
        throw thrown;
      }
    },

    async observe(_request, ref, log) {
      const folder = folderOf(ref.id);
      if (!(await folder.exists())) return { state: 'unknown', metrics: {} };
      const pid = await folder.pid();
      // Asked before the exit code: a process that is gone by now has left its code behind.
      const alive = pid === undefined ? startedHere.has(ref.id) : await isOurs(pid, ref.id);
      const exit = await folder.exitCode();
      const offset = await folder.takeLines(exit !== undefined || !alive, offsets.get(ref.id), (line) => {
        const clean = scrub(line);
        log(clean);
        if (clean.trim() !== '') lastLines.set(ref.id, clean.trim());
      });
      offsets.set(ref.id, offset);
      if (exit === undefined && alive) return { state: pid === undefined ? 'starting' : 'running', metrics: {} };
      startedHere.delete(ref.id);
      const last = lastLines.get(ref.id) ?? '';
      lastLines.delete(ref.id);
      offsets.delete(ref.id);
      if (await folder.lacksExitCode()) return NO_ROOM;
      return ended(exit, await folder.wasStopped(), last);
    },

    async stop(_request, ref) {
      const folder = folderOf(ref.id);
      if (!(await folder.exists()) || (await folder.exitCode()) !== undefined) return;
      await folder.markStopped();
      const pid = await waitForPid(folder, clock);
      if (pid === undefined || !(await isOurs(pid, ref.id))) return;
      signalGroup(pid, 'SIGTERM');
      void clock.sleep(graceMs, closing.signal).then(async () => {
        if (!closing.signal.aborted && (await isOurs(pid, ref.id))) signalGroup(pid, 'SIGKILL');
      });
    },

    look: async (_engine, refs) => ({
      jobs: await lookAtCommands(workDir, new Set(refs.map(({ id }) => id)), clock.now()),
      reach: 'host',
    }),

    async close() {
      closing.abort();
    },
  };
}

/** Throws ENGINE_REFUSED: an argv is visible to every user of the machine, so no secret belongs into it. */
function readArgv(template: LaunchRequest['job']['template']): readonly string[] {
  if (launchValues(template).length > 0)
    throw refused('a secret or an environment reference cannot stand in a command');
  const argv = isRecord(template) ? template['argv'] : undefined;
  if (!Array.isArray(argv) || argv.length === 0) throw refused('the compiled job is not a command');
  return argv.map((word: unknown) => {
    if (typeof word !== 'string') throw refused('the compiled job is not a command');
    return word;
  });
}

function isRecord(template: Template): template is { readonly [key: string]: Template } {
  return typeof template === 'object' && template !== null && !Array.isArray(template);
}

function refused(message: string): OperatingError {
  return new OperatingError('ENGINE_REFUSED', message, { retryable: false });
}

/** It has ended, and nobody knows how: what it did may be done. */
const NO_ROOM: Observation = {
  state: 'failed',
  metrics: {},
  reason: {
    code: 'DISK_FULL',
    message: 'the command has ended, and no space was left to keep its exit code',
    help: 'make room where the state folder is; what commands print lies there until it is taken over into their logs',
    retryable: true,
  },
};

/** The process writes its pid a moment after it was started. */
async function waitForPid(folder: CommandFolder, clock: Clock): Promise<number | undefined> {
  for (let look = 0; look < 50; look += 1) {
    const pid = await folder.pid();
    if (pid !== undefined) return pid;
    await clock.sleep(20);
  }
  return undefined;
}

function ended(exit: number | undefined, stopped: boolean, last: string): Observation {
  const metrics = {};
  if (exit === 0) return { state: 'succeeded', metrics };
  if (stopped) {
    const reason = { code: 'JOB_CANCELLED', message: 'the command was stopped', retryable: false };
    return { state: 'cancelled', metrics, reason };
  }
  if (exit === undefined) {
    const message = 'the process is gone and left no exit code: it was killed, or the machine restarted';
    return { state: 'lost', metrics, reason: { code: 'ENGINE_LOST_JOB', message, retryable: true } };
  }
  const said = last === '' ? '' : `: ${last}`;
  if (exit === 126 || exit === 127) {
    const message = `the program cannot be ${exit === 127 ? 'found' : 'executed'}${said}`;
    return { state: 'failed', metrics, reason: { code: 'JOB_FAILED', message, retryable: false, exitCode: exit } };
  }
  const message = `the command ended with exit code ${exit}${said}`;
  return { state: 'failed', metrics, reason: { code: 'JOB_FAILED', message, retryable: true, exitCode: exit } };
}
