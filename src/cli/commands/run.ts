import path from 'node:path';
import { say } from '../../message/index.ts';
import { compileProject, didYouMean, type CompiledArtefact } from '../../compiler/index.ts';
import { createPinoLog, executeRun, ranAlready, type RunRecord } from '../../runtime/index.ts';
import { toRunJson } from '../../server/index.ts';
import { isClockSchedule, nextFireTime, previousFireTime } from '../../time/index.ts';
import { EXIT, FailedOperation, UsageError } from '../exit-code.ts';
import { isMissingProject } from '../findings.ts';
import { leaveSoon } from '../leave-soon.ts';
import { storeSettings } from '../local-server.ts';
import { settingsOf } from '../operator-api.ts';
import { parseFireTime } from '../parse-fire-time.ts';
import { cacheFolder, projectRoot } from '../project-root.ts';
import { sampleRun } from '../run/sample-run.ts';
import { runOnServer, type RunFlags } from '../run/run-on-server.ts';
import { stopSignal } from '../stop-signal.ts';
import { Terminal } from '../terminal.ts';
import { showDiagnostics } from '../views/check-view.ts';
import { RunProgress } from '../views/run-view.ts';

/**
 * `sluice run PIPELINE`: with a server that runs what it has deployed; without one compiles, runs once in this process, follows to the
 * end. Ctrl-C cancels the run. A fire that did not succeed is run once more, as a new attempt of its run; one that did only with
 * `--again`. With `--sample N` nothing is run: the first rows are shown.
 */
export async function runCommand(flags: RunFlags, [name = '']: string[]): Promise<number> {
  const settings = settingsOf(flags);
  if (settings.server.value !== undefined && flags.sample === undefined) return runOnServer(flags, name);
  if (flags.wait === false)
    throw new UsageError(
      say`--no-wait is of a run that a server makes; this one is made here`,
      say`add --server, or leave --no-wait out`,
    );
  const terminal = new Terminal(flags);
  const root = projectRoot(flags);
  const result = await compileProject(root, {
    environment: flags.env ?? 'default',
    // what is kept of an unchanged project has no jobs for a look
    ...(flags.sample === undefined ? { cacheFolder: cacheFolder(root) } : {}),
  });
  const compiled = result.pipelines.find(({ artefact }) => artefact.pipeline.name === name);
  if (!compiled) {
    showDiagnostics(result.diagnostics, root, terminal);
    if (result.diagnostics.some(isMissingProject)) return EXIT.configuration;
    const names = result.pipelines.map(({ artefact }) => artefact.pipeline.name);
    const near = didYouMean(name, names);
    // A name that nobody wrote is a slip of the command's; one that may stand in a broken file is not.
    if (result.incomplete && near === undefined) {
      throw new FailedOperation(say`pipeline \`${name}\` was not compiled`, say`mend what is above`);
    }
    throw new UsageError(
      say`no pipeline is named \`${name}\``,
      near ? say`did you mean \`${near}\`?` : say`there are ${names.join(', ')}`,
    );
  }
  const fireTime = fireTimeOf(compiled, flags.fire, Date.now());
  const parameters = parametersOf(compiled, flags.param ?? []);
  if (flags.sample !== undefined) return sampleRun(flags, { root, result, compiled, fireTime, parameters });
  const stop = stopSignal();
  const progress = new RunProgress(terminal);
  const { run, executed } = await executeRun({
    projectRoot: root,
    stateDir: path.resolve(root, settings.stateDir.value),
    store: storeSettings(root, settings),
    log: createPinoLog({ level: terminal.quiet ? 'error' : 'warn' }),
    compiled,
    compiledWith: result.pipelines,
    fireTime,
    parameters,
    again: flags.again ?? false,
    duringFreeze: flags.duringFreeze ?? false,
    signal: stop,
    onChange: (record) => progress.show(toRunJson(record)),
  });
  if (executed) progress.end(toRunJson(run));
  else sayNothingDone(run, terminal);
  terminal.emit({ formatVersion: '1.0', ...toRunJson(run) });
  leaveSoon();
  return exitOf(run, stop.aborted);
}

function sayNothingDone(run: RunRecord, terminal: Terminal): void {
  terminal.say(`${ranAlready(run)}; nothing was done`);
  terminal.say(`${terminal.paint.green('help')}: \`--again\` runs it once more; \`--fire T\` another fire`);
}

function exitOf(run: RunRecord, interrupted: boolean): number {
  if (run.state === 'succeeded') return EXIT.done;
  return interrupted && run.state === 'cancelled' ? EXIT.interrupted : EXIT.failed;
}

/** The time asked for; else the last due fire of a schedule; else now. */
function fireTimeOf({ artefact }: CompiledArtefact, asked: string | undefined, now: number): number {
  const { schedule } = artefact.pipeline;
  if (asked === undefined) return previousFireTime(schedule, now + 1) ?? now;
  const time = parseFireTime(asked);
  const byClock = isClockSchedule(schedule);
  if (byClock && nextFireTime(schedule, time - 1) !== time) {
    const before = previousFireTime(schedule, time);
    throw new UsageError(
      say`${artefact.pipeline.name} does not fire at ${asked}`,
      before === undefined ? undefined : say`the fire before it is ${new Date(before).toISOString()}`,
    );
  }
  return time;
}

function parametersOf({ artefact }: CompiledArtefact, given: readonly string[]): Record<string, string> {
  const known = new Map(artefact.pipeline.parameters.map((parameter) => [parameter.name, parameter]));
  const values: Record<string, string> = {};
  for (const each of given) {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(each) ?? [];
    const parameter = known.get(name);
    if (!parameter)
      throw new UsageError(
        say`\`${each}\` gives no parameter of ${artefact.pipeline.name}`,
        known.size > 0 ? say`write NAME=VALUE; it has ${[...known.keys()].join(', ')}` : say`it has none`,
      );
    if (!new RegExp(`^(?:${parameter.pattern})$`, 'u').test(value)) {
      throw new UsageError(
        say`the value of \`${name}\` does not match its pattern`,
        say`pattern: ${parameter.pattern}`,
      );
    }
    values[name] = value;
  }
  const missing = [...known.values()].filter(
    (parameter) => parameter.default === undefined && !(parameter.name in values),
  );
  if (missing.length > 0)
    throw new UsageError(
      say`no value for ${missing.map((parameter) => parameter.name).join(', ')}`,
      say`add --param NAME=VALUE`,
    );
  return values;
}
