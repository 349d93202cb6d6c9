import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jarDigest } from '../jars.mjs';
import { withFreePorts } from '../ports.mjs';
import { ensurePrograms } from '../programs.mjs';
import { run as runCommand } from '../run-command.mjs';
import { launch } from '../service-process.mjs';
import { copyTemplate } from '../template.mjs';
import { javaFlags, logToConsole } from './java.mjs';

/** Who may log in on the listener that asks for it, by PLAIN and both SCRAMs. */
const LOGIN = { username: 'sluice', password: 'stack-only' };

/** One Kafka process that is broker and controller (KRaft): `{ brokers, login }`, `login` with a listener that asks for one. */
export async function startKafka(run) {
  const [java] = await ensurePrograms(['java'], run.report);
  const classPath = `${join(await run.jars(), 'kafka')}/*`;
  const folder = join(run.folder, 'kafka');
  mkdirSync(folder);
  const data = join(folder, 'data');
  const properties = join(folder, 'server.properties');
  const jvm = ['-Xmx256m', '-Xms64m', ...javaFlags, logToConsole(folder), '-cp', classPath];
  await copyTemplate(`kafka-scram-${jarDigest()}`, data, async (target) => {
    writeProperties(properties, target, 9092, 9093, 9094);
    // Any base64 uuid does as cluster id.
    const format = ['format', '-t', 'c2x1aWNlLXRlc3Qtc3RhYw', '-c', properties, ...scram(LOGIN)];
    await runCommand(java, [...jvm, 'kafka.tools.StorageTool', ...format]);
  });
  return withFreePorts(3, async (port, controllerPort, loginPort) => {
    writeProperties(properties, data, port, controllerPort, loginPort);
    const broker = launch(run, { name: 'kafka', command: java, args: [...jvm, 'kafka.Kafka', properties] });
    await broker.ready(() => readFileSync(broker.logFile, 'utf8').includes('Kafka Server started'));
    return { brokers: [`127.0.0.1:${port}`], login: { brokers: [`127.0.0.1:${loginPort}`], ...LOGIN } };
  });
}

/** SCRAM keeps what it knows of a user in the metadata, from their first record on. */
function scram({ username, password }) {
  return ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
    '--add-scram',
    `${mechanism}=[name=${username},password=${password}]`,
  ]);
}

function writeProperties(file, data, port, controllerPort, loginPort) {
  const modules = 'org.apache.kafka.common.security';
  const lines = [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${controllerPort}`,
    `listeners=PLAINTEXT://127.0.0.1:${port},LOGIN://127.0.0.1:${loginPort},CONTROLLER://127.0.0.1:${controllerPort}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${port},LOGIN://127.0.0.1:${loginPort}`,
    'controller.listener.names=CONTROLLER',
    'inter.broker.listener.name=PLAINTEXT',
    'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,LOGIN:SASL_PLAINTEXT',
    'listener.name.login.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
    `listener.name.login.plain.sasl.jaas.config=${modules}.plain.PlainLoginModule required user_${LOGIN.username}="${LOGIN.password}";`,
    ...['256', '512'].map(
      (bits) => `listener.name.login.scram-sha-${bits}.sasl.jaas.config=${modules}.scram.ScramLoginModule required;`,
    ),
    `log.dirs=${data}`,
    'num.partitions=1',
    'offsets.topic.replication.factor=1',
    'offsets.topic.num.partitions=1',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'transaction.state.log.num.partitions=1',
    'share.coordinator.state.topic.replication.factor=1',
    'share.coordinator.state.topic.min.isr=1',
    'share.coordinator.state.topic.num.partitions=1',
    'group.initial.rebalance.delay.ms=0',
    'log.cleaner.dedupe.buffer.size=2097152',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
}
