import { linkSync, copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { moduleOpenings } from './flink-configuration.mjs';

/** Hadoop brings these itself, newer; commons-cli of Hadoop is too old for Flink. */
const fromHadoop = /^(?:commons-(?!cli|math)|log4j-|slf4j-|snappy-|jsr305)/;

/** Lays out the jars that every container of Flink gets, beside those of Hadoop; returns the folder. */
export function shippedJars(from, to) {
  for (const jar of readdirSync(from).filter((name) => !fromHadoop.test(name))) {
    try {
      linkSync(join(from, jar), join(to, jar));
    } catch {
      copyFileSync(join(from, jar), join(to, jar)); // another file system
    }
  }
  return to;
}

/** Writes the log configuration of Hadoop's log4j 1, and returns the flag that names it. */
export function writeLog4j1(folder) {
  const file = join(folder, 'log4j.properties');
  const lines = [
    'log4j.rootLogger=WARN,console',
    'log4j.appender.console=org.apache.log4j.ConsoleAppender',
    'log4j.appender.console.target=System.err',
    'log4j.appender.console.layout=org.apache.log4j.PatternLayout',
    'log4j.appender.console.layout.ConversionPattern=%d{ISO8601} %-5p %c{1} - %m%n',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return `-Dlog4j.configuration=file:${file}`;
}

/** @param ports of the web pages, the clients, the scheduler, the NodeManagers and the administrator. */
export function writeYarnConfiguration(conf, { folder, ports: [web, client, scheduler, tracker, admin], classPath }) {
  const at = (port) => `127.0.0.1:${port}`;
  writeHadoop(join(conf, 'core-site.xml'), {
    'fs.defaultFS': 'file:///',
    'hadoop.tmp.dir': `${folder}/tmp`,
  });
  writeHadoop(join(conf, 'yarn-site.xml'), {
    'yarn.resourcemanager.hostname': '127.0.0.1',
    'yarn.resourcemanager.bind-host': '127.0.0.1',
    'yarn.resourcemanager.webapp.address': at(web),
    'yarn.resourcemanager.address': at(client),
    'yarn.resourcemanager.scheduler.address': at(scheduler),
    'yarn.resourcemanager.resource-tracker.address': at(tracker),
    'yarn.resourcemanager.admin.address': at(admin),
    'yarn.resourcemanager.scheduler.class':
      'org.apache.hadoop.yarn.server.resourcemanager.scheduler.fifo.FifoScheduler',
    'yarn.nodemanager.hostname': '127.0.0.1',
    'yarn.nodemanager.bind-host': '127.0.0.1',
    'yarn.nodemanager.address': at(0),
    'yarn.nodemanager.localizer.address': at(0),
    'yarn.nodemanager.webapp.address': at(0),
    'yarn.nodemanager.collector-service.address': at(0),
    'yarn.nodemanager.local-dirs': `${folder}/local`,
    'yarn.nodemanager.log-dirs': `${folder}/logs`,
    'yarn.nodemanager.resource.memory-mb': 8192,
    'yarn.nodemanager.resource.cpu-vcores': 16,
    'yarn.nodemanager.pmem-check-enabled': false,
    'yarn.nodemanager.vmem-check-enabled': false,
    'yarn.nodemanager.disk-health-checker.enable': false,
    // Both sides wait for each other's next beat, 1 s and 5 s apart where nothing is said.
    'yarn.resourcemanager.nodemanagers.heartbeat-interval-ms': 100,
    'yarn.scheduler.minimum-allocation-mb': 64,
    'yarn.scheduler.maximum-allocation-mb': 4096,
    'yarn.application.classpath': classPath.join(','),
  });
}

/** The configuration of Flink's client for YARN, which it hands on to its containers. */
export function writeFlinkOnYarn(conf, { folder, jars, logging }) {
  const flinkYarn = readdirSync(jars).find((name) => name.startsWith('flink-yarn'));
  const lines = [
    'jobmanager.memory.process.size: 1024m',
    'taskmanager.memory.process.size: 1024m',
    'taskmanager.memory.managed.size: 64m',
    'taskmanager.numberOfTaskSlots: 4',
    'web.refresh-interval: 100',
    'yarn.heartbeat.interval: 1',
    'yarn.heartbeat.container-request-interval: 50',
    // The module that starts the containers, for want of a flink-dist; the others are shipped beside it.
    `yarn.flink-dist-jar: ${join(jars, flinkYarn)}`,
    `yarn.properties-file.location: ${folder}/tmp`,
    'containerized.master.env.FLINKX_STAND_IN_CLOSE_MS: 100',
    'containerized.taskmanager.env.FLINKX_STAND_IN_CLOSE_MS: 100',
    `env.java.opts: ${[...moduleOpenings, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', logging, `-Djava.io.tmpdir=${folder}/tmp`].join(' ')}`,
  ];
  writeFileSync(join(conf, 'flink-conf.yaml'), `${lines.join('\n')}\n`);
}

function writeHadoop(file, properties) {
  const entries = Object.entries(properties).map(
    ([name, value]) => `<property><name>${name}</name><value>${value}</value></property>`,
  );
  writeFileSync(file, `<configuration>\n${entries.join('\n')}\n</configuration>\n`);
}
