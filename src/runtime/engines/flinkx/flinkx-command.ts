import { join } from 'node:path';
import { OperatingError } from '../../errors.ts';
import { optionalText, requiredText } from '../json-fields.ts';
import {
  childEnvironment,
  flinkxErrorLimit,
  javaArguments,
  javaProgram,
  type LauncherDialect,
  readStartScript,
  requireExecutable,
  requirePresent,
  scriptArguments,
  type StartScript,
} from '../launcher/index.ts';

const HOME_HELP = 'Set home to the FlinkX folder that holds lib/ and syncplugins/, or give a script that starts it.';

/**
 * How FlinkX 1.11 is started for one job in local mode: by the engine's `script`, else by java with the
 * Launcher of `home` (never by `bin/flinkx`, which does not return), else by the script that
 * FLINKX_JOB_SHELL_PATH names. The job's name is its `-jobid`.
 */
export const flinkxDialect: LauncherDialect = {
  type: 'flinkx',
  countsRefusedAsWritten: true,
  errorLimit: ({ job }) => flinkxErrorLimit(job),
  async command({ job, name, folder, engine, mode, environment }) {
    if (mode !== 'local') {
      throw new OperatingError('ENGINE_MISCONFIGURED', `Engine flinkx does not run in mode ${mode} yet`, {
        retryable: false,
        help: 'Use mode: local.',
      });
    }
    const env = childEnvironment(environment, folder.temporary);
    const script = readStartScript(engine) ?? (engine['home'] === undefined ? scriptOf(environment) : undefined);
    if (script !== undefined) {
      await requireExecutable(script.path, 'The start script cannot be executed', "Check the engine's script.");
      const args = scriptArguments(script, { job: folder.jobFile, name, tmp: folder.temporary });
      return { program: script.path, args, env: { ...env, JAVA_TOOL_OPTIONS: `-Djava.io.tmpdir=${folder.temporary}` } };
    }
    const home = requiredText(engine, 'home', HOME_HELP);
    const plugins = join(home, 'syncplugins');
    await requirePresent(join(home, 'lib'), 'The FlinkX home has no lib folder', HOME_HELP);
    await requirePresent(plugins, 'The FlinkX home has no syncplugins folder', HOME_HELP);
    const java = await javaProgram(environment);
    const properties = Object.keys(job.confProp).length === 0 ? [] : ['-confProp', JSON.stringify(job.confProp)];
    return {
      program: java,
      args: [
        ...(await javaArguments(java, folder.temporary, join(home, 'lib', '*'))),
        'com.dtstack.flinkx.launcher.Launcher',
        '-mode',
        'local',
        '-job',
        folder.jobFile,
        '-jobid',
        name,
        '-pluginRoot',
        plugins,
        ...properties,
      ],
      env: { ...env, FLINKX_HOME: home },
    };
  },
};

function scriptOf(environment: Readonly<Record<string, string | undefined>>): StartScript | undefined {
  const path = optionalText({ path: environment['FLINKX_JOB_SHELL_PATH'] ?? null }, 'path');
  return path === undefined ? undefined : { path, args: ['{job}'] };
}
