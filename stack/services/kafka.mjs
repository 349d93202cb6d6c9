import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jarDigest } from '../jars.mjs';
import { withFreePorts } from '../ports.mjs';
import { ensurePrograms } from '../programs.mjs';
import { run as runCommand } from '../run-command.mjs';
import { launch } from '../service-process.mjs';
import { copyTemplate } from '../template.mjs';
import { javaFlags, logToConsole } from './java.mjs';

/** One Kafka process that is broker and controller (KRaft): `{ brokers }`. */
export async function startKafka(run) {
  const [java] = await ensurePrograms(['java'], run.report);
  const classPath = `${join(await run.jars(), 'kafka')}/*`;
  const folder = join(run.folder, 'kafka');
  mkdirSync(folder);
  const data = join(folder, 'data');
  const properties = join(folder, 'server.properties');
  const jvm = ['-Xmx256m', '-Xms64m', ...javaFlags, logToConsole(folder), '-cp', classPath];
  await copyTemplate(`kafka-${jarDigest()}`, data, async (target) => {
    writeProperties(properties, target, 9092, 9093);
    // Any base64 uuid does as cluster id.
    const format = ['format', '-t', 'c2x1aWNlLXRlc3Qtc3RhYw', '-c', properties];
    await runCommand(java, [...jvm, 'kafka.tools.StorageTool', ...format]);
  });
  return withFreePorts(2, async (port, controllerPort) => {
    writeProperties(properties, data, port, controllerPort);
    const broker = launch(run, { name: 'kafka', command: java, args: [...jvm, 'kafka.Kafka', properties] });
    await broker.ready(() => readFileSync(broker.logFile, 'utf8').includes('Kafka Server started'));
    return { brokers: [`127.0.0.1:${port}`] };
  });
}

function writeProperties(file, data, port, controllerPort) {
  const lines = [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${controllerPort}`,
    `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names=CONTROLLER',
    'inter.broker.listener.name=PLAINTEXT',
    'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
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
