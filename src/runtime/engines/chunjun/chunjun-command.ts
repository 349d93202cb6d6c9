import { join } from 'node:path';
import { launchModeWord, minorVersion } from '../../../engine-versions/index.ts';
import { OperatingError } from '../../errors.ts';
import { requiredText } from '../json-fields.ts';
import {
  childEnvironment,
  chunjunErrorLimit,
  javaArguments,
  javaProgram,
  type LauncherDialect,
  readStartScript,
  requireExecutable,
  requirePresent,
  scriptArguments,
} from '../launcher/index.ts';

const HOME_HELP = 'Set home to the ChunJun folder that holds lib/ and chunjun-dist/, or give a script that starts it.';

/**
 * How ChunJun is started for one job in local mode, whose own word on 1.16 is `localTest`: `local` cannot load a
 * plugin there and prints no result table, while on 1.12 `local` alone prints it. Its launcher needs Java 8. Properties keep its servers on the loopback.
 */
export const chunjunDialect: LauncherDialect = {
  type: 'chunjun',
  countsRefusedAsWritten: false,
  errorLimit: ({ confProp }) => chunjunErrorLimit(confProp),
  async command({ job, name, folder, engine, mode, version = '1.16', environment }) {
    const word = mode === 'local' ? launchModeWord('chunjun', minorVersion(version), 'local') : undefined;
    if (word === undefined) {
      throw new OperatingError('ENGINE_MISCONFIGURED', `Engine chunjun does not run in mode ${mode} yet`, {
        retryable: false,
        help: 'Use mode: local.',
      });
    }
    const env = childEnvironment(environment, folder.temporary);
    const script = readStartScript(engine);
    if (script !== undefined) {
      await requireExecutable(script.path, 'The start script cannot be executed', "Check the engine's script.");
      const args = scriptArguments(script, { job: folder.jobFile, name, tmp: folder.temporary });
      return { program: script.path, args, env: { ...env, JAVA_TOOL_OPTIONS: `-Djava.io.tmpdir=${folder.temporary}` } };
    }
    const home = requiredText(engine, 'home', HOME_HELP);
    const plugins = join(home, 'chunjun-dist');
    await requirePresent(join(home, 'lib'), 'The ChunJun home has no lib folder', HOME_HELP);
    await requirePresent(plugins, 'The ChunJun home has no chunjun-dist folder', HOME_HELP);
    const java = await javaProgram(environment);
    const classPath = `${join(home, 'client', 'chunjun-clients.jar')}:${join(home, 'lib', '*')}`;
    return {
      program: java,
      args: [
        ...(await javaArguments(java, folder.temporary, classPath)),
        'com.dtstack.chunjun.client.Launcher',
        '-mode',
        word,
        '-jobType',
        'sync',
        '-job',
        folder.jobFile,
        '-jobName',
        name,
        '-chunjunDistDir',
        plugins,
        '-confProp',
        JSON.stringify({ 'jobmanager.bind-host': '127.0.0.1', ...job.confProp }),
      ],
      env: { ...env, CHUNJUN_HOME: home },
    };
  },
};
