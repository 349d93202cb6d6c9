import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withFreePorts } from '../ports.mjs';
import { stopProcess } from '../process-identity.mjs';
import { ensurePrograms } from '../programs.mjs';
import { launch } from '../service-process.mjs';
import { writeModuleOpenings, writeOldFlinkConfiguration } from './flink-configuration.mjs';
import { javaFlags, logToConsole } from './java.mjs';

/**
 * A session cluster of the Flink that FlinkX 1.11 or ChunJun 1.16 was made for, JobManager and one TaskManager:
 * `{ rest, jars, javac }`. `jars` is the folder of its class path, against which a test compiles a job.
 */
export const startFlinkSession = (version) => async (run) => {
  const name = `flink-${version}`;
  const [java, javac] = await ensurePrograms(['java', 'javac'], run.report);
  const jars = join(await run.jars(), name);
  const folder = join(run.folder, name);
  mkdirSync(folder);
  const openings = join(folder, 'openings');
  writeModuleOpenings(openings);
  const memory = ['-Xmx256m', '-Xms64m', '-XX:MaxMetaspaceSize=192m'];
  const jvm = [...memory, ...javaFlags, logToConsole(folder), `@${openings}`, '-cp', `${jars}/*`];
  return withFreePorts(2, async (rpcPort, restPort) => {
    const conf = writeOldFlinkConfiguration(folder, { rpcPort, restPort });
    // The stand-in of FlinkX 1.11 sleeps that long at each end of a job, where the real one sleeps 20 s.
    const env = { FLINK_CONF_DIR: conf, FLINKX_STAND_IN_CLOSE_MS: '100' };
    const start = (part, flags, main) =>
      launch(run, {
        name: `${name}-${part}`,
        command: java,
        args: [...flags, ...jvm, `org.apache.flink.runtime.${main}`, '--configDir', conf],
        env,
      });
    const rest = `http://127.0.0.1:${restPort}`;
    const processes = [
      start('jobmanager', [], 'entrypoint.StandaloneSessionClusterEntrypoint'),
      start('taskmanager', ['-XX:MaxDirectMemorySize=256m'], 'taskexecutor.TaskManagerRunner'),
    ];
    const oneTaskManager = async () => {
      const answer = await fetch(`${rest}/overview`, { signal: AbortSignal.timeout(2_000) });
      return (await answer.json()).taskmanagers === 1;
    };
    try {
      await Promise.all(processes.map((one) => one.ready(oneTaskManager)));
    } catch (error) {
      await Promise.all(processes.map((one) => stopProcess(one)));
      throw error;
    }
    return { rest, jars, javac };
  });
};
