import { existsSync } from 'node:fs';
import path from 'node:path';
import { say } from '../../message/index.ts';
import type { Settings } from '../../config/index.ts';
import {
  collectProcessMetrics,
  createDefinitions,
  createPinoLog,
  createSystemClock,
  projectOfRemote,
  projectOnRecord,
  RUNTIME_ROLES,
  startRuntime,
  toOperatingError,
  type Log,
  type Runtime,
  type RuntimeRole,
  type SourceSettings,
} from '../../runtime/index.ts';
import { assertPortFree, buildServer, startServer } from '../../server/index.ts';
import { EXIT, FailedOperation, UsageError } from '../exit-code.ts';
import { storeSettings } from '../local-server.ts';
import { leaveSoon } from '../leave-soon.ts';
import { settingsOf, type OperatorFlags } from '../operator-api.ts';
import { missingParts } from '../missing-parts.ts';
import { packageFile } from '../package-file.ts';
import { projectNameOf } from '../project-name.ts';
import { cacheFolder, existingProject, projectRoot } from '../project-root.ts';
import { Terminal } from '../terminal.ts';
import { createSupervisor } from '../tell-supervisor.ts';
import { readVersion } from '../version.ts';

interface ServeFlags extends OperatorFlags {
  readonly roles?: string;
}

/** How long a store that is down at the start is waited for; a supervisor starts us again after that. */
const WAIT_FOR_STORE_MS = 60_000;

/** `sluice serve`: runs until SIGINT or SIGTERM, then stops cleanly in the time of SLUICE_STOP_SECONDS. */
export async function serveCommand(flags: ServeFlags): Promise<number> {
  const terminal = new Terminal(flags, ['text']);
  const settings = settingsOf(flags);
  const root = settings.source.value === 'git' ? projectRoot(flags) : existingProject(flags);
  const { roles, http } = readRoles(flags.roles ?? '');
  const environment = flags.env ?? 'default';
  const stateDir = path.resolve(root, settings.stateDir.value);
  const host = settings.host.value;
  const port = settings.port.value;
  const log = logOf(settings, terminal.quiet);
  for (const part of missingParts()) log.warn(part);
  if (http) await assertPortFree({ host, port });
  const { source, project } = await sourceOf(root, stateDir, environment, settings, log);

  const definitions = createDefinitions({
    environment,
    cacheFolder: cacheFolder(root),
    ...compilerProgram(),
    idleMs: settings.compilerIdle.value * 1_000,
    clock: createSystemClock(),
  });
  const stop = stopSignal();
  const runtime = await startRuntime({
    projectRoot: root,
    project,
    environment,
    stateDir,
    store: storeSettings(root, settings),
    lease: settings.lease.value,
    bus:
      settings.bus.value.kind === 'embedded'
        ? { ...settings.bus.value, dir: path.resolve(root, settings.bus.value.dir) }
        : settings.bus.value,
    roles,
    source,
    apply: settings.apply.value,
    pollFiles: settings.watch.value === 'poll',
    compile: definitions.compile,
    log,
    concurrency: settings.concurrency.value,
    labels: settings.labels.value,
    stopMs: settings.stopSeconds.value * 1_000,
    ...(settings.keepRuns.value === undefined
      ? {}
      : { keepRuns: { ms: settings.keepRuns.value, last: settings.keepLast.value } }),
    ...(settings.logQuota.value === undefined ? {} : { logQuota: settings.logQuota.value }),
    version: readVersion(),
    otherRoles: http ? ['http'] : [],
    driftIntervalMs: settings.driftInterval.value * 1_000,
    waitForStoreMs: WAIT_FOR_STORE_MS,
  });
  collectProcessMetrics(runtime.metrics.registry);
  runtime.metrics.build(readVersion());
  stop.started();
  const supervisor = createSupervisor({
    environment: process.env,
    clock: runtime.clock,
    log,
    lives: () => runtime.store.ping(),
  });
  let serves = 'serves without a page';
  try {
    const server = http ? serverOf(runtime, project, environment, log, settings) : undefined;
    try {
      if (server) {
        const address = await startServer(server, { host, port });
        serves = `serves at ${address}`;
        if (source.kind === 'apply') terminal.say('only reviewed plans change what is deployed: `sluice apply FILE`');
        if (source.kind === 'git') terminal.say(`what is deployed follows ${source.ref ?? 'HEAD'} of ${source.url}`);
        terminal.say(
          `Sluice serves ${terminal.paint.bold(project)} at ${terminal.paint.cyan(address)}  ${terminal.paint.dim('(Ctrl-C stops)')}`,
        );
      }
      await supervisor.ready(serves);
      await stop.asked;
      log.info('stopping');
      await supervisor.stopping();
    } finally {
      await server?.close();
    }
  } finally {
    await runtime.close();
    await definitions.close();
  }
  log.info('stopped');
  leaveSoon();
  return EXIT.done;
}

/** `--quiet` leaves out what is no trouble, unless a level is set. */
function logOf({ logLevel, logFormat }: Settings, quiet: boolean): ReturnType<typeof createPinoLog> {
  return createPinoLog({
    level: quiet && logLevel.origin === 'default' ? 'warn' : logLevel.value,
    ...(logFormat.value === 'auto' ? {} : { human: logFormat.value === 'text' }),
  });
}

/** Where Sluice runs from its sources there is none. */
function compilerProgram(): { readonly compilerProgram?: string } {
  const program = packageFile('dist', 'workers', 'definitions.worker.js');
  return existsSync(program) ? { compilerProgram: program } : {};
}

/**
 * Where desired state comes from, and the project that is served: with a repository as its last commit here names it, fetched
 * first where there is none; as the store has it where that fails.
 */
async function sourceOf(
  root: string,
  stateDir: string,
  environment: string,
  settings: Settings,
  log: Log,
): Promise<{ readonly source: SourceSettings; readonly project: string }> {
  const { source, git } = settings;
  const kind = source.value;
  // the settings refuse a source `git` without an address
  if (kind === 'git' && git.value !== undefined) {
    try {
      const project = await projectNameOf(await projectOfRemote(stateDir, git.value), path.basename(root));
      return { source: { kind, ...git.value }, project };
    } catch (thrown) {
      const { code, message, help } = toOperatingError(thrown);
      const { url, ref = 'HEAD', path: folder } = git.value;
      const project = await projectOnRecord({ url, ref, path: folder }, environment, {
        settings: storeSettings(root, settings),
        clock: createSystemClock(),
        log,
        waitMs: WAIT_FOR_STORE_MS,
      });
      if (project !== undefined) {
        log.warn('the repository gives nothing, going on with what is deployed of it', {
          project,
          code,
          message,
          help,
        });
        return { source: { kind, ...git.value }, project };
      }
      throw new FailedOperation(`${code}: ${message}`, help);
    }
  }
  const project = await projectNameOf(root);
  return { source: { kind: kind === 'apply' ? kind : 'folder' }, project };
}

function serverOf(
  runtime: Runtime,
  project: string,
  environment: string,
  log: ReturnType<typeof createPinoLog>,
  { token, webhookSecret, allowedHosts }: Settings,
): ReturnType<typeof buildServer> {
  return buildServer({
    store: runtime.store,
    events: runtime.events,
    jobLogs: runtime.jobLogs,
    status: () => runtime.status(),
    duties: () => runtime.duties(),
    metrics: () => runtime.metrics.registry.metrics(),
    drift: () => runtime.findDrift(),
    webDir: packageFile('dist', 'web'),
    log,
    clock: runtime.clock,
    project,
    environment,
    version: readVersion(),
    allowedHosts: allowedHosts.value,
    ...(token.value === undefined ? {} : { token: token.value }),
    ...(webhookSecret.value === undefined ? {} : { webhookSecret: webhookSecret.value }),
    actions: {
      requestRun: (pipeline, request) => runtime.requestRun(pipeline, request),
      requestRerun: (runId, request) => runtime.requestRerun(runId, request),
      requestCancel: (runId, actor) => runtime.requestCancel(runId, actor),
      applyPlan: (request) => runtime.applyPlan(request),
      prune: (request) => runtime.prune(request),
      pause: (pipeline, request) => runtime.pause(pipeline, request),
      resume: (pipeline, request) => runtime.resume(pipeline, request),
      changeCursor: (pipeline, request) => runtime.changeCursor(pipeline, request),
      rollBack: (pipeline, request) => runtime.rollBack(pipeline, request),
      backfill: (pipeline, request) => runtime.backfill(pipeline, request),
      changeBackfill: (id, change) => runtime.changeBackfill(id, change),
      restore: (pipeline, actor) => runtime.restore(pipeline, actor),
    },
  });
}

function readRoles(text: string): { roles: Set<RuntimeRole>; http: boolean } {
  const roles = new Set<RuntimeRole>();
  let http = false;
  for (const name of text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)) {
    const role = RUNTIME_ROLES.find((known) => known === name);
    if (role) roles.add(role);
    else if (name === 'http') http = true;
    else
      throw new UsageError(say`no role is named \`${name}\``, say`there are ${[...RUNTIME_ROLES, 'http'].join(', ')}`);
  }
  return { roles, http };
}

interface StopSignal {
  /** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
  readonly asked: Promise<void>;
  /** From here on there is something to be stopped; before, one signal ends the wait for the store. */
  started(): void;
}

function stopSignal(): StopSignal {
  let atOnce = true;
  const asked = new Promise<void>((resolve) => {
    const stop = (): void => {
      if (atOnce) process.exit(EXIT.interrupted);
      atOnce = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
  return { asked, started: () => void (atOnce = false) };
}
