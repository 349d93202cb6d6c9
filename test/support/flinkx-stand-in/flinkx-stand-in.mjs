#!/usr/bin/env node
// A stand-in for the launchers of FlinkX 1.11 and ChunJun 1.16: see README.md beside this file.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JavaException } from './java-exception.mjs';
import { moveRows } from './move-rows.mjs';
import { readArguments } from './read-arguments.mjs';
import { readJob } from './read-job.mjs';

process.on('SIGTERM', () => process.exit(143));

try {
  await launch();
} catch (error) {
  const exception =
    error instanceof JavaException
      ? error
      : new JavaException('java.lang.RuntimeException', String(error?.stack ?? error));
  process.stderr.write(`${exception.printed()}\n`);
  process.exitCode = 1;
  // The real one shuts its mini cluster down and leaves one non-daemon thread behind.
  if (process.env.FLINKX_STAND_IN_HANG === '1') setInterval(() => undefined, 60_000);
}

async function launch() {
  const { generation, options, temporary = process.env.TMPDIR } = readArguments(process.argv.slice(2));
  const text = readFileSync(options.job, 'utf8');
  const logger = generation === 'flinkx' ? 'com.dtstack.flinkx.Main' : 'com.dtstack.chunjun.Main';
  const log = (message) => process.stdout.write(`${now()} [main] INFO  ${logger} - ${message}\n`);
  if (generation === 'chunjun') {
    log('------------program params-------------------------');
    log(encodeURIComponent(text));
  }
  const job = readJob(text, generation);
  litter(temporary);
  log(`start job ${options.jobid ?? options.jobName ?? 'Flink Job'}`);
  const confProp = JSON.parse(options.confProp ?? '{}');
  const dirtyLimit = Number(confProp['chunjun.dirty-data.max-rows'] ?? 0);
  const started = Date.now();
  const counters = await moveRows(job, { generation, dirtyLimit, log });
  printTable(
    {
      ...counters,
      readDuration: Date.now() - started,
      writeDuration: Date.now() - started,
      nullErrors: 0,
      duplicateErrors: 0,
      conversionErrors: 0,
      otherErrors: 0,
      snapshotWrite: counters.numWrite,
    },
    log,
  );
  if (generation === 'chunjun') log(`program ${options.jobName ?? 'Flink_Job'} execution success`);
}

/** Every run of the real one leaves files in its temporary folder. */
function litter(temporary) {
  if (temporary === undefined) return;
  const folder = join(temporary, `flink-distributed-cache-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'flink-table-planner.jar'), 'litter');
}

/** Between two lines of exactly 45 asterisks, in no order to rely on. */
function printTable(counters, log) {
  const rows = Object.entries(counters).sort(([a], [b]) => (a.length % 5) - (b.length % 5));
  log('');
  const ruler = '*'.repeat(45);
  process.stdout.write([ruler, ...rows.map(([name, value]) => `${name.padEnd(20)}|  ${value}`), ruler, ''].join('\n'));
}

function now() {
  return new Date().toISOString().replace('T', ' ').replace('Z', '');
}
