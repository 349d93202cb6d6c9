import { existsSync } from 'node:fs';
import path from 'node:path';
import { compileOutcome, type ArtefactEngine, type NormalisedChannel } from '../../compiler/index.ts';
import { catalogueOf, say } from '../../message/index.ts';
import type { Settings } from '../../config/index.ts';
import {
  channelChecks,
  createPinoLog,
  createSystemClock,
  createSystemRandom,
  diagnose,
  failed,
  ok,
  skipped,
  toldFailure,
  warning,
  type Check,
  type CheckResult,
} from '../../runtime/index.ts';
import { assertPortFree } from '../../server/index.ts';
import { alertChannels } from '../alert-channels.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { leaveSoon } from '../leave-soon.ts';
import { storeSettings } from '../local-server.ts';
import { settingsOf, type OperatorFlags } from '../operator-api.ts';
import { cacheFolder, projectRoot, whereLooked } from '../project-root.ts';
import { Terminal } from '../terminal.ts';
import { readVersion } from '../version.ts';
import { doctorDocument, renderDoctor } from '../views/doctor-view.ts';

interface DoctorFlags extends OperatorFlags {
  readonly engine?: string;
}

/** `sluice doctor`: looks at everything that `sluice serve` needs here; exit 1 where something has failed. */
export async function doctorCommand(flags: DoctorFlags): Promise<number> {
  const terminal = new Terminal(flags);
  const settings = settingsOf(flags);
  const root = projectRoot(flags);
  const environment = flags.env ?? 'default';
  const project = await lookAtProject(root, environment, flags);
  const { bus, git } = settings;
  const { value: logQuota } = settings.logQuota;
  const checks = await diagnose({
    ...(logQuota === undefined ? {} : { logQuota }),
    projectRoot: root,
    stateDir: path.resolve(root, settings.stateDir.value),
    store: storeSettings(root, settings),
    lease: settings.lease.value,
    bus: bus.value,
    ...(git.value === undefined ? {} : { git: git.value }),
    engines: chosenEngines(project.engines, flags.engine),
    ...(flags.engine === undefined ? {} : { only: 'engines' as const }),
    version: readVersion(),
    others: [
      { name: 'project', run: async () => [project.result] },
      portCheck(settings),
      ...channelChecks(project.channels, process.env),
    ],
    clock: createSystemClock(),
    random: createSystemRandom(),
    log: createPinoLog({ level: 'silent' }),
    processEnvironment: process.env,
  });
  const catalogue = await catalogueOf(terminal.language);
  terminal.emit(doctorDocument(environment, checks, catalogue));
  terminal.show(renderDoctor(checks, terminal, catalogue));
  // a driver that was given up may still wait for its server
  leaveSoon();
  return checks.some(({ state }) => state === 'failed') ? EXIT.failed : EXIT.done;
}

interface LookAtProject {
  readonly result: CheckResult;
  readonly engines: readonly ArtefactEngine[];
  readonly channels: ReadonlyMap<string, NormalisedChannel>;
}

/** With a repository as the source there need be no project here. */
async function lookAtProject(root: string, environment: string, flags: DoctorFlags): Promise<LookAtProject> {
  const name = 'project';
  if (!existsSync(path.join(root, 'sluice.yaml')))
    return {
      result: skipped(name, say`there is no sluice.yaml in ${whereLooked(flags)}`),
      engines: [],
      channels: new Map(),
    };
  try {
    const { pipelines, diagnostics } = await compileOutcome(root, { environment, cacheFolder: cacheFolder(root) });
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    const engines = new Map<string, ArtefactEngine>();
    for (const { artefact } of pipelines) engines.set(artefact.engine.name, artefact.engine);
    const channels = new Map([...alertChannels(pipelines)].map(([each, { channel }]) => [each, channel] as const));
    return { engines: [...engines.values()], channels, result: projectResult(pipelines.length, errors) };
  } catch (thrown) {
    return { engines: [], channels: new Map(), result: toldFailure(name, thrown) };
  }
}

function projectResult(pipelines: number, errors: number): CheckResult {
  if (errors === 0) return ok('project', say`the project compiles, pipelines: ${pipelines}`);
  return failed(
    'project',
    say`the project has ${errors} errors, and ${pipelines} pipelines that compile`,
    say`\`sluice check\` shows them; what is broken keeps its last good version`,
  );
}

function chosenEngines(engines: readonly ArtefactEngine[], name: string | undefined): readonly ArtefactEngine[] {
  if (name === undefined) return engines;
  const chosen = engines.filter((engine) => engine.name === name);
  if (chosen.length > 0) return chosen;
  const names = engines.map((engine) => engine.name).join(', ');
  throw new UsageError(
    say`no pipeline of this environment runs on an engine \`${name}\``,
    names === '' ? say`\`sluice check\` says whether pipelines compile` : say`they run on ${names}`,
  );
}

/** A daemon of this project may hold the port already, which is what it is for. */
function portCheck({ host, port }: Settings): Check {
  const name = 'host.port';
  const address = { host: host.value, port: port.value };
  return {
    name,
    async run(signal) {
      try {
        await assertPortFree(address);
        return [ok(name, say`port ${address.port} of ${address.host} is free`)];
      } catch (thrown) {
        if (!(await isSluice(address, signal))) return [toldFailure(name, thrown)];
        return [
          warning(
            name,
            say`a Sluice listens on port ${address.port} of ${address.host} already`,
            say`nothing to mend if that is the daemon of this project; a second one takes another --port`,
          ),
        ];
      }
    },
  };
}

async function isSluice({ host, port }: { host: string; port: number }, signal: AbortSignal): Promise<boolean> {
  const name = host.includes(':') ? `[${host}]` : host;
  try {
    const answer = await fetch(`http://${name}:${port}/api/v1/status`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(2_000)]),
    });
    const body: unknown = await answer.json();
    return typeof body === 'object' && body !== null && ('executor' in body || 'error' in body);
  } catch {
    return false;
  }
}
