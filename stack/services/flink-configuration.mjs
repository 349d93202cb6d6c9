import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const exported = [
  'java.base/sun.net.util',
  'java.rmi/sun.rmi.registry',
  ...['api', 'file', 'parser', 'tree', 'util'].map((name) => `jdk.compiler/com.sun.tools.javac.${name}`),
  'java.security.jgss/sun.security.krb5',
];

const packages =
  'java.lang java.net java.io java.nio sun.nio.ch java.lang.reflect java.text java.time java.util ' +
  'java.util.concurrent java.util.concurrent.atomic java.util.concurrent.locks';

const opened = packages.split(' ').map((name) => `java.base/${name}`);

/** Module openings without which Flink 1.20 starts on JDK 17 but answers 400 to every job. */
export const moduleOpenings = [
  ...exported.map((name) => `--add-exports=${name}=ALL-UNNAMED`),
  ...opened.map((name) => `--add-opens=${name}=ALL-UNNAMED`),
];

/** Writes {@link moduleOpenings} into a file of arguments for java. */
export function writeModuleOpenings(file) {
  writeFileSync(file, `${moduleOpenings.join('\n')}\n`);
}

/** Writes the one `config.yaml` that JobManager, TaskManager and gateway share into `<folder>/conf`. */
export function writeFlinkConfiguration(folder, ports) {
  return write(folder, 'config.yaml', configuration(folder, ports));
}

/** The same as Flink 1.11 and 1.16 read it: `flink-conf.yaml`, whose reader keeps quotes, and no gateway. */
export function writeOldFlinkConfiguration(folder, ports) {
  const lines = configuration(folder, ports)
    .filter((line) => !line.startsWith('sql-gateway.'))
    .map((line) => line.replaceAll("'", '').replace('execution.checkpointing.dir', 'state.checkpoints.dir'))
    .map((line) => line.replace('execution.checkpointing.savepoint-dir', 'state.savepoints.dir'));
  return write(folder, 'flink-conf.yaml', lines);
}

function write(folder, name, lines) {
  const conf = join(folder, 'conf');
  for (const each of ['conf', 'upload', 'tmp', 'checkpoints', 'savepoints']) {
    mkdirSync(join(folder, each), { recursive: true });
  }
  writeFileSync(join(conf, name), `${lines.join('\n')}\n`);
  return conf;
}

function configuration(folder, { rpcPort, restPort, gatewayPort }) {
  return [
    'jobmanager.rpc.address: 127.0.0.1',
    `jobmanager.rpc.port: ${rpcPort}`,
    'jobmanager.bind-host: 127.0.0.1',
    'jobmanager.memory.process.size: 1024m',
    'rest.address: 127.0.0.1',
    'rest.bind-address: 127.0.0.1',
    `rest.port: ${restPort}`,
    `rest.bind-port: '${restPort}'`,
    // 0: the system chooses; the cluster tells its members by itself.
    "blob.server.port: '0'",
    'taskmanager.host: 127.0.0.1',
    'taskmanager.bind-host: 127.0.0.1',
    "taskmanager.rpc.port: '0'",
    'taskmanager.data.port: 0',
    'taskmanager.numberOfTaskSlots: 8',
    'taskmanager.cpu.cores: 8.0',
    'taskmanager.memory.framework.heap.size: 64m',
    'taskmanager.memory.task.heap.size: 256m',
    'taskmanager.memory.framework.off-heap.size: 64m',
    'taskmanager.memory.task.off-heap.size: 32m',
    'taskmanager.memory.network.min: 48m',
    'taskmanager.memory.network.max: 48m',
    'taskmanager.memory.managed.size: 64m',
    'taskmanager.memory.jvm-metaspace.size: 256m',
    'taskmanager.memory.jvm-overhead.min: 64m',
    'taskmanager.memory.jvm-overhead.max: 64m',
    'parallelism.default: 1',
    `execution.checkpointing.dir: file://${folder}/checkpoints`,
    `execution.checkpointing.savepoint-dir: file://${folder}/savepoints`,
    `web.upload.dir: ${folder}/upload`,
    `io.tmp.dirs: ${folder}/tmp`,
    // The default of 3 s makes every state read up to 3 s old.
    'web.refresh-interval: 100',
    // A TaskManager that starts before its JobManager would wait 10 s by default.
    'cluster.registration.error-delay: 200',
    'cluster.registration.initial-timeout: 100',
    'sql-gateway.endpoint.rest.address: 127.0.0.1',
    'sql-gateway.endpoint.rest.bind-address: 127.0.0.1',
    `sql-gateway.endpoint.rest.port: ${gatewayPort}`,
    // Without it the gateway takes rest.bind-port, which the JobManager has.
    `sql-gateway.endpoint.rest.bind-port: '${gatewayPort}'`,
  ];
}
