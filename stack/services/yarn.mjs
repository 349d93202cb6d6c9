import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withFreePorts } from '../ports.mjs';
import { stopProcess } from '../process-identity.mjs';
import { ensurePrograms } from '../programs.mjs';
import { launch } from '../service-process.mjs';
import { moduleOpenings } from './flink-configuration.mjs';
import { javaFlags } from './java.mjs';
import { shippedJars, writeFlinkOnYarn, writeLog4j1, writeYarnConfiguration } from './yarn-configuration.mjs';

/**
 * YARN of Hadoop 3.3.6, a ResourceManager and one NodeManager: `{ resourceManager, flink, session, jars, javac }`.
 * `session` is the command that starts a session cluster of Flink 1.11 there and returns; `-nm NAME` goes behind it.
 * What was started ends with the NodeManager.
 */
export async function startYarn(run) {
  const [java, javac] = await ensurePrograms(['java', 'javac'], run.report);
  const jars = await run.jars();
  const folder = join(run.folder, 'yarn');
  for (const each of ['conf', 'flink-conf', 'ship', 'tmp', 'local', 'logs', 'home']) {
    mkdirSync(join(folder, each), { recursive: true });
  }
  const [conf, flinkConf] = [join(folder, 'conf'), join(folder, 'flink-conf')];
  const logging = writeLog4j1(folder);
  const ship = shippedJars(join(jars, 'flink-1.11'), join(folder, 'ship'));
  return withFreePorts(5, async (...ports) => {
    writeYarnConfiguration(conf, { folder, ports, classPath: [conf, `${jars}/yarn/*`] });
    writeFlinkOnYarn(flinkConf, { folder, jars: join(jars, 'yarn'), logging });
    const flags = [...javaFlags, ...moduleOpenings, logging, `-Djava.io.tmpdir=${folder}/tmp`];
    // Hands its own HADOOP_CONF_DIR on to what it starts.
    const env = { HADOOP_CONF_DIR: conf, YARN_CONF_DIR: conf };
    const start = (name, main) =>
      launch(run, {
        name: `yarn-${name}`,
        command: java,
        args: ['-Xmx256m', ...flags, `-Dhadoop.log.dir=${folder}/logs`, '-cp', `${conf}:${jars}/yarn/*`, main],
        env,
      });
    const server = 'org.apache.hadoop.yarn.server';
    const resourceManager = `http://127.0.0.1:${ports[0]}`;
    const processes = [
      start('resourcemanager', `${server}.resourcemanager.ResourceManager`),
      start('nodemanager', `${server}.nodemanager.NodeManager`),
    ];
    const oneNode = async () => {
      const answer = await fetch(`${resourceManager}/ws/v1/cluster/metrics`, { signal: AbortSignal.timeout(2_000) });
      return (await answer.json()).clusterMetrics.activeNodes === 1;
    };
    try {
      await Promise.all(processes.map((one) => one.ready(oneNode)));
    } catch (error) {
      await Promise.all(processes.map((one) => stopProcess(one)));
      throw error;
    }
    const classPath = [conf, `${ship}/*`, `${jars}/yarn/*`].join(':');
    const cli = ['-Xmx128m', ...flags, `-Duser.home=${folder}/home`, '-cp', classPath];
    const session = {
      command: java,
      args: [...cli, 'org.apache.flink.yarn.cli.FlinkYarnSessionCli', '-d', '-t', ship],
      env: { ...env, FLINK_CONF_DIR: flinkConf },
    };
    return { resourceManager, session, jars: join(jars, 'flink-1.11'), javac };
  });
}
