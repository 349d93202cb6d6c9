import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withFreePorts } from '../ports.mjs';
import { stopProcess } from '../process-identity.mjs';
import { ensurePrograms } from '../programs.mjs';
import { launch } from '../service-process.mjs';
import { writeFlinkConfiguration, writeModuleOpenings } from './flink-configuration.mjs';
import { javaFlags, logToConsole } from './java.mjs';

/** A Flink session cluster (JobManager, one TaskManager of 8 slots) and its SQL gateway: `{ rest, gateway }`. */
export async function startFlink(run) {
  const [java] = await ensurePrograms(['java'], run.report);
  const jarFolder = await run.jars();
  const folder = join(run.folder, 'flink');
  mkdirSync(folder);
  const openings = join(folder, 'openings');
  writeModuleOpenings(openings);
  const classPath = `${jarFolder}/flink/*:${jarFolder}/flink-lib/*`;
  const memory = ['-Xmx384m', '-Xms64m', '-XX:MaxMetaspaceSize=256m'];
  const jvm = [...memory, ...javaFlags, logToConsole(folder), `@${openings}`, '-cp', classPath];
  return withFreePorts(3, async (rpcPort, restPort, gatewayPort) => {
    const conf = writeFlinkConfiguration(folder, { rpcPort, restPort, gatewayPort });
    const env = { FLINK_CONF_DIR: conf };
    const start = (name, flags, ...main) =>
      launch(run, { name, command: java, args: [...flags, ...jvm, ...main], env });
    const rest = `http://127.0.0.1:${restPort}`;
    const gateway = `http://127.0.0.1:${gatewayPort}`;
    const main = 'org.apache.flink.runtime';
    const processes = [
      start('flink-jobmanager', [], `${main}.entrypoint.StandaloneSessionClusterEntrypoint`, '--configDir', conf),
      start(
        'flink-taskmanager',
        ['-XX:MaxDirectMemorySize=256m'],
        `${main}.taskexecutor.TaskManagerRunner`,
        '--configDir',
        conf,
      ),
      start('flink-gateway', [], 'org.apache.flink.table.gateway.SqlGateway'),
    ];
    const [jobManager, taskManager, sqlGateway] = processes;
    const oneTaskManager = async () => (await get(`${rest}/overview`)).taskmanagers === 1;
    try {
      await Promise.all([
        jobManager.ready(oneTaskManager),
        taskManager.ready(oneTaskManager),
        sqlGateway.ready(async () => (await get(`${gateway}/v1/info`)).productName !== undefined),
      ]);
    } catch (error) {
      await Promise.all(processes.map((one) => stopProcess(one)));
      throw error;
    }
    return { rest, gateway };
  });
}

async function get(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  return response.json();
}
