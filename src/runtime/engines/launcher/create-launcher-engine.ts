import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { Clock, Engine, EngineRef, JobLog, LaunchRequest, Log, Observation, Secrets } from '../../ports/index.ts';
import { toOperatingError } from '../../errors.ts';
import { fillLaunchValues } from '../fill-launch-values.ts';
import { isPlainObject, type PlainObject } from '../json-fields.ts';
import { attemptFolder, type AttemptFolder } from './attempt-folder.ts';
import { diskError } from './disk-error.ts';
import { askToEnd, signalEnd, stopAsked } from './end-process.ts';
import type { ErrorLimit } from './error-limit.ts';
import { judgeEnd } from './judge-end.ts';
import { lookAtAttempts } from './look-at-attempts.ts';
import { outputScrubber } from './output-scrubber.ts';
import { processStatus } from './process-status.ts';
import { type LaunchCommand, startSupervised } from './supervise.ts';
import { sweepFolders } from './sweep-folders.ts';
import { readSyncJob, type SyncJob, syncJobWithoutSecrets } from './sync-job.ts';
import { readTail, tailOutput } from './tail-output.ts';
import { uncaughtException } from './uncaught-exception.ts';

/** What a launcher engine is made of. */
export interface LauncherEngineOptions {
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
  /** Private folder for attempts; created 0700. One executor's, and the same after its restart. */
  readonly workDir: string;
  /** Takes secrets out of what the job prints. */
  readonly scrub: (line: string) => string;
  /** The executor's environment; a short list of names in it is passed on to jobs. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** How long a launcher may go on after an uncaught exception before it counts as hung. */
  readonly hangMs?: number;
}

/** What differs between the launchers. */
export interface LauncherDialect {
  readonly type: string;
  readonly countsRefusedAsWritten: boolean;
  errorLimit(job: SyncJob): ErrorLimit;
  /** The command line. Throws ENGINE_MISCONFIGURED when something it needs is not there. */
  command(launch: {
    readonly job: SyncJob;
    readonly name: string;
    readonly folder: AttemptFolder;
    readonly engine: PlainObject;
    readonly mode: string;
    /** The engine's version, for example `1.16`; its launchers differ in words. */
    readonly version?: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
  }): Promise<LaunchCommand>;
}

const OUTPUT_TAIL_BYTES = 1 << 19;
const SWEEP_EVERY_MS = 3_600_000;

/**
 * An engine whose jobs are processes on this machine that outlive the executor. Everything known of
 * an attempt lies in its folder, so any executor with the same work folder goes on with it.
 */
export function createLauncherEngine(dialect: LauncherDialect, options: LauncherEngineOptions): Engine {
  const { secrets, clock, log, workDir, hangMs = 30_000, environment = process.env } = options;
  const scrubberOf = outputScrubber(secrets, options.scrub);
  let sweptAt: number | undefined;
  /** How far the output of attempts was handed on, by folder. */
  const tailed = new Map<string, string>();

  const folderOf = (ref: EngineRef): AttemptFolder => attemptFolder(workDir, ref.id);

  return {
    type: dialect.type,
    outlivesExecutor: true,
    isHostBound: () => true,
    pollMs: 1_000,

    reserve: (request) => ({ id: `${safeName(request.runId)}-${request.attempt}`, host: hostname() }),

    async submit(request, ref) {
      const folder = folderOf(ref);
      if ((await folder.read('started')) !== undefined) return;
      const job = await readSyncJob(secrets, request.job);
      const engine = (await fillLaunchValues(secrets, request.job.engine)).json;
      const command = await dialect.command({
        job,
        name: `${safeName(job.name)}-${ref.id}`,
        folder,
        engine: isPlainObject(engine) ? engine : {},
        mode: request.artefact.engine.mode ?? 'local',
        ...(request.artefact.engine.version === undefined ? {} : { version: request.artefact.engine.version }),
        environment,
      });
      await prepareWorkDir();
      await folder.prepare(JSON.stringify(job.job));
      await startSupervised(folder, command, clock);
      // Another call for the same attempt may have seen it through meanwhile.
      if ((await folder.read('outcome.json')) !== undefined) await folder.clean();
    },

    async observe(request, ref, jobLog): Promise<Observation> {
      const elsewhere = otherHost(ref);
      if (elsewhere !== undefined) return elsewhere;
      const folder = folderOf(ref);
      const outcome = await folder.read('outcome.json');
      if (outcome !== undefined) return JSON.parse(outcome) as Observation; // written by this function
      const status = await processStatus(folder, clock.now());
      if (status.kind === 'absent') return { state: 'unknown', metrics: {} };
      if (status.kind === 'starting') return { state: 'starting', metrics: {} };
      const scrub = await scrubberOf(request.job);
      const scrubbed: JobLog = (line) => jobLog(scrub(line));
      if (status.kind !== 'alive') {
        await tailOutput(folder, scrubbed, true, tailed);
        return conclude(request, folder, status.kind === 'exited' ? status.code : undefined, scrub);
      }
      await tailOutput(folder, scrubbed, false, tailed);
      if (await hangs(folder)) await askToEnd(folder, 'hang', clock);
      const asked = await stopAsked(folder);
      if (asked !== undefined) signalEnd(status.identity, asked.since, clock);
      return { state: 'running', metrics: {} };
    },

    async stop(_request, ref) {
      if (otherHost(ref) !== undefined) return;
      const folder = folderOf(ref);
      const status = await processStatus(folder, clock.now());
      if (status.kind !== 'alive' && status.kind !== 'starting') return;
      await askToEnd(folder, 'cancel', clock);
      if (status.kind === 'alive') signalEnd(status.identity, clock.now(), clock);
    },

    look: async (_engine, refs) => ({
      jobs: await lookAtAttempts(workDir, new Set(refs.map(({ id }) => id)), clock.now()),
      reach: 'host',
    }),

    close: () => Promise.resolve(),
  };

  /** Judges the end, keeps the verdict, and removes everything that may hold a secret. */
  async function conclude(
    request: LaunchRequest,
    folder: AttemptFolder,
    exitCode: number | undefined,
    scrub: (line: string) => string,
  ): Promise<Observation> {
    const judged = judgeEnd({
      exitCode,
      stdout: await readTail(folder.file('stdout'), OUTPUT_TAIL_BYTES),
      stderr: await readTail(folder.file('stderr'), OUTPUT_TAIL_BYTES),
      stopped: (await stopAsked(folder))?.why,
      // Only the limit is needed here; a secret that is gone by now must not hide how the job ended.
      errorLimit: dialect.errorLimit(await syncJobWithoutSecrets(request.job)),
      countsRefusedAsWritten: dialect.countsRefusedAsWritten,
    });
    const reason =
      judged.reason === undefined ? {} : { reason: { ...judged.reason, message: scrub(judged.reason.message) } };
    const observation: Observation = { ...judged, ...reason };
    await keepOutcome(folder, JSON.stringify(observation));
    tailed.delete(folder.path);
    return observation;
  }

  /** True once an uncaught exception has been there for too long. */
  async function hangs(folder: AttemptFolder): Promise<boolean> {
    const since = Number((await folder.read('failing')) ?? Number.NaN);
    if (Number.isFinite(since)) return clock.now() - since >= hangMs;
    if (uncaughtException(await readTail(folder.file('stderr'), OUTPUT_TAIL_BYTES)) !== undefined) {
      await folder.write('failing', String(clock.now()));
    }
    return false;
  }

  async function prepareWorkDir(): Promise<void> {
    await mkdir(workDir, { recursive: true, mode: 0o700 }).catch((thrown: unknown) => {
      throw diskError(workDir, thrown);
    });
    if (sweptAt !== undefined && clock.monotonic() - sweptAt < SWEEP_EVERY_MS) return;
    sweptAt = clock.monotonic();
    await sweepFolders(workDir, clock.now());
    log.debug('swept old job folders', { folder: workDir });
  }
}

/** The verdict first, as what it was made of goes; where the disk is full that has to go before there is room for it. */
async function keepOutcome(folder: AttemptFolder, outcome: string): Promise<void> {
  try {
    await folder.write('outcome.json', outcome);
  } catch (thrown) {
    if (toOperatingError(thrown).code !== 'DISK_FULL') throw thrown;
    await folder.clean();
    await folder.write('outcome.json', outcome);
  }
  await folder.clean();
}

/** A process of another machine cannot be seen from here. */
function otherHost(ref: EngineRef): Observation | undefined {
  if (ref['host'] === undefined || ref['host'] === hostname()) return undefined;
  return {
    state: 'lost',
    metrics: {},
    reason: {
      code: 'ENGINE_LOST_JOB',
      message: `The job was started on ${ref['host']} and cannot be followed from ${hostname()}`,
      help: `Make sure that it no longer runs on ${ref['host']}.`,
      retryable: true,
    },
  };
}

/** For a folder's name, a command line and the name of a Flink job. */
function safeName(name: string): string {
  return name.replace(/[^\w.-]/g, '_').replace(/^[.-]/, '_');
}
