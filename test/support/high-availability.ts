import { spawn } from 'node:child_process';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { freePort } from './free-port.ts';
import type { OldFlink } from './private-service.ts';
import { processStart } from './restart-process.ts';

/** A session cluster whose JobManager, when it is killed and started again, finds its jobs in ZooKeeper. */
export interface HighlyAvailable extends AsyncDisposable {
  /** Kills the JobManager -9 and starts another at the same place. */
  replaceJobManager(): Promise<void>;
}

/**
 * Starts a session cluster of the stack anew, with high availability by a real ZooKeeper (which Hadoop brings). Flink 1.11
 * cannot: its client of ZooKeeper does not run on Java 17.
 */
export async function withHighAvailability(
  flink: OldFlink,
  pids: { readonly jobManager: number; readonly taskManager: number },
  folder: string,
): Promise<HighlyAvailable> {
  const arguments_ = (await readFile(`/proc/${pids.jobManager}/cmdline`, 'utf8')).split('\0');
  const conf = arguments_[arguments_.indexOf('--configDir') + 1] ?? '';
  const parts = { jobManager: await processStart(pids.jobManager), taskManager: await processStart(pids.taskManager) };
  await Promise.all([parts.jobManager.kill(), parts.taskManager.kill()]);
  const port = await freePort();
  const lines = [
    'high-availability: zookeeper',
    `high-availability.zookeeper.quorum: 127.0.0.1:${port}`,
    `high-availability.storageDir: file://${folder}/ha`,
    // How long a leader that is dead keeps its place; 60 s where nothing is said.
    'high-availability.zookeeper.client.session-timeout: 10000',
    'zookeeper.sasl.disable: true',
  ];
  await appendFile(join(conf, 'flink-conf.yaml'), `${lines.join('\n')}\n`);
  const zookeeper = await startZookeeper(flink, port, join(folder, 'zookeeper'));
  const taskManager = parts.taskManager.start();
  let jobManager = parts.jobManager.start();
  return {
    async replaceJobManager() {
      await jobManager[Symbol.asyncDispose]();
      jobManager = parts.jobManager.start();
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([jobManager[Symbol.asyncDispose](), taskManager[Symbol.asyncDispose]()]);
      zookeeper.kill('SIGKILL');
    },
  };
}

async function startZookeeper(flink: OldFlink, port: number, folder: string): Promise<ReturnType<typeof spawn>> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'zoo.cfg');
  const lines = [`dataDir=${folder}`, `clientPort=${port}`, 'clientPortAddress=127.0.0.1', 'tickTime=500'];
  await writeFile(file, `${[...lines, 'admin.enableServer=false'].join('\n')}\n`);
  const java = join(dirname(flink.javac), 'java');
  const classPath = join(dirname(flink.jars), 'yarn', '*');
  const main = 'org.apache.zookeeper.server.quorum.QuorumPeerMain';
  const server = spawn(java, ['-Xmx128m', '-cp', classPath, main, file], { stdio: 'ignore' });
  process.once('exit', () => void server.kill('SIGKILL'));
  return server;
}
