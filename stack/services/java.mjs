import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Serial collector and first-stage compiler: half the memory and the start time, which is what tests wait for. */
export const javaFlags = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/** Writes a console log configuration into `folder` and returns the flag that names it. */
export function logToConsole(folder) {
  const file = join(folder, 'log4j2.properties');
  const lines = [
    'rootLogger.level=INFO',
    'rootLogger.appenderRef.console.ref=console',
    'appender.console.type=Console',
    'appender.console.name=console',
    'appender.console.layout.type=PatternLayout',
    'appender.console.layout.pattern=%d{ISO8601} %-5p %c{1} - %m%n',
    // Kafka prints some 300 lines of its own settings for every client.
    'logger.config.name=org.apache.kafka.common.config',
    'logger.config.level=WARN',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return `-Dlog4j2.configurationFile=${file}`;
}
