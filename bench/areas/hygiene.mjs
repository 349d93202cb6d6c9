import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startDaemon } from '../support/daemon.mjs';
import { generateSmallRuns } from '../support/generate-small-runs.mjs';
import { benchLogReaders } from '../support/log-readers.mjs';
import { figure, percentile, show } from '../support/numbers.mjs';
import { sqlitePlace } from '../support/store-place.mjs';

/** In one process, by the engine that moves rows itself. */
const LOCAL = { runs: 10_000, pipelines: 50 };
/** Each a process of its own. */
const COMMANDS = { runs: 1_000, pipelines: 10 };
/** By then the store, the compiler and the heap are as large as they are to be. */
const SETTLED_SHARE = 0.2;
const STARTS = 200;
const RUNS_ALONE = 40;
const BUDGET = { localMs: 20, startMs: 50, grownMiB: 40 };

/**
 * Many short runs: what of memory, handles, processes and files is left of them, and what Sluice adds to each.
 */
export async function benchHygiene({ say = console.log } = {}) {
  const figures = {};
  const add = (name, value) => show(say, name, (figures[name] = value));
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sluice-hygiene-'));
  try {
    await benchAlone('local', path.join(folder, 'local-alone'), generateSmallRuns, add);
    await benchAlone('command', path.join(folder, 'command-alone'), generateCommands, add);
    await benchLogReaders(path.join(folder, 'readers'), add);
    await benchRuns('local', path.join(folder, 'local'), LOCAL, generateSmallRuns, add);
    await benchRuns('command', path.join(folder, 'command'), COMMANDS, generateCommands, add);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return figures;
}

/** One run a second, beside no other. */
async function benchAlone(kind, folder, generate, add) {
  await generate(folder, 1, '{ every: 1s }');
  const place = sqlitePlace(folder);
  const daemon = startDaemon(folder);
  try {
    await daemon.until(async () => {
      const [row] = await place.rows("select count(*) as n from sluice_run where state = 'succeeded'");
      return Number(row?.n ?? 0) >= RUNS_ALONE;
    });
    await daemon.stop();
    await addTimes(kind, place, folder, add);
  } finally {
    await daemon.kill();
    await place.close();
  }
}

async function benchRuns(kind, folder, { runs, pipelines }, generate, add) {
  await generate(folder, pipelines, '{ every: 1s }');
  const temporary = path.join(folder, 'tmp');
  await mkdir(temporary);
  const place = sqlitePlace(folder);
  const daemon = startDaemon(folder, { TMPDIR: temporary });
  const done = async () =>
    Number((await place.rows("select count(*) as n from sluice_run where state = 'succeeded'"))[0]?.n ?? 0);
  try {
    await daemon.until(async () => (await done()) >= runs * SETTLED_SHARE);
    const before = await leftOf(daemon);
    await daemon.until(async () => (await done()) >= runs);
    const after = await leftOf(daemon);
    const none = { name: 'none', value: 0 };
    const name = `${kind}-${runs}`;
    add(
      `${name}-grown-rss`,
      figure(after.rssMiB - before.rssMiB, 'MiB', { name: 'what it may', value: BUDGET.grownMiB }),
    );
    add(`${name}-rss`, figure(after.rssMiB, 'MiB', { name: 'when a fifth was done', value: before.rssMiB }));
    add(`${name}-handles`, figure(after.handles, 'handles', { name: 'when a fifth was done', value: before.handles }));
    await daemon.stop();
    add(`${name}-processes-left`, { value: await processesOf(folder), unit: 'left', against: none, ratio: 0 });
    add(`${name}-temporary-files-left`, {
      value: (await readdir(temporary, { recursive: true })).length,
      unit: 'left',
      against: none,
      ratio: 0,
    });
  } finally {
    await daemon.kill();
    await place.close();
  }
}

/** What a run takes from its claim to its recorded end, and what that is above the start of a bare process. */
async function addTimes(kind, place, folder, add) {
  const events = await place.rows(
    "select type, at, data from sluice_event where type in ('run.claimed', 'run.succeeded') order by position",
  );
  const claimed = new Map();
  const times = [];
  for (const { type, at, data } of events) {
    const { run } = JSON.parse(data);
    if (type === 'run.claimed') claimed.set(run, Number(at));
    else if (claimed.has(run)) times.push(Number(at) - claimed.get(run));
  }
  const floor = kind === 'command' ? await bareStart(folder) : 0;
  const may = { name: 'what it may', value: kind === 'command' ? BUDGET.startMs : BUDGET.localMs };
  add(`${kind}-claim-to-end-p50`, figure(percentile(times, 0.5) - floor, 'ms', may));
  add(`${kind}-claim-to-end-p99`, figure(percentile(times, 0.99) - floor, 'ms', may));
}

/** Milliseconds that the command takes by itself. */
async function bareStart(cwd) {
  const times = [];
  for (let index = 0; index < STARTS; index += 1) {
    const began = performance.now();
    await new Promise((resolve) => spawn('/bin/true', [], { cwd, stdio: 'ignore' }).once('close', resolve));
    times.push(performance.now() - began);
  }
  return percentile(times, 0.5);
}

async function leftOf(daemon) {
  const { rssMiB } = await daemon.usage();
  return { rssMiB, handles: (await readdir(`/proc/${daemon.pid}/fd`)).length };
}

/** Processes that still run in a folder. */
async function processesOf(folder) {
  let count = 0;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (environment.includes(`TMPDIR=${path.join(folder, 'tmp')}`)) count += 1;
  }
  return count;
}

async function generateCommands(folder, count, schedule) {
  await mkdir(path.join(folder, 'pipelines'), { recursive: true });
  await writeFile(
    path.join(folder, 'sluice.yaml'),
    'name: bench\nedition: 2026\ndefaults: { engine: here, timeZone: UTC }\nengines:\n  here: { type: command }\n',
  );
  for (let index = 0; index < count; index += 1)
    await writeFile(
      path.join(folder, 'pipelines', `true-${index}.yaml`),
      `name: true-${index}\nschedule: ${schedule}\ncommand: ["/bin/true"]\n`,
    );
}
