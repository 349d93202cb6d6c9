import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { generateRepository } from '../support/generate-repository.mjs';
import { measureProcess, median } from '../support/measure-process.mjs';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const CLI = path.join(ROOT, 'dist', 'cli', 'main.js');
const FLOOR = path.join(ROOT, 'bench', 'support', 'floor.mjs');

/** Counted rounds by size: small ones are noisy and cheap. */
const ROUNDS = { 1: 7, 100: 5, 1000: 5, 10_000: 3 };

/**
 * `check` and `compile`, whole process, cold (no cache, no output) and warm, beside the floor of the
 * same run. Rounds are interleaved, so that a busy minute hits all of them.
 */
export async function benchCompile({ sizes = [1, 100, 1000, 10_000], say = console.log } = {}) {
  const figures = {};
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sluice-bench-'));
  try {
    say('wall ms / CPU ms / peak MiB, medians; ratio = CPU against the floor of the same round');
    for (const size of sizes) {
      const repository = path.join(folder, `n${size}`);
      await generateRepository(repository, size);
      const rows = await measureSize(repository, folder, ROUNDS[size] ?? 3);
      report(size, rows, figures, say);
      await rm(repository, { recursive: true, force: true });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return figures;
}

async function measureSize(repository, folder, rounds) {
  const state = path.join(repository, '.sluice');
  const floorOut = path.join(folder, 'floor-out');
  const clean = async () => {
    await rm(state, { recursive: true, force: true });
    await rm(floorOut, { recursive: true, force: true });
  };
  const steps = {
    'floor-check': () => measureProcess([FLOOR, repository]),
    'check-cold': async () => (await clean(), measureProcess([CLI, 'check'], { cwd: repository })),
    'check-warm': () => measureProcess([CLI, 'check'], { cwd: repository }),
    'floor-compile': () => measureProcess([FLOOR, repository, floorOut]),
    'compile-cold': async () => (await clean(), measureProcess([CLI, 'compile'], { cwd: repository })),
    'compile-warm': () => measureProcess([CLI, 'compile'], { cwd: repository }),
  };
  const rows = Object.fromEntries(Object.keys(steps).map((name) => [name, []]));
  for (const step of Object.values(steps)) await step(); // warms the kernel's file cache; not counted
  for (let counted = 0; counted < rounds; counted += 1) {
    for (const [name, step] of Object.entries(steps)) rows[name].push(await step());
  }
  return rows;
}

function report(size, rows, figures, say) {
  for (const [name, runs] of Object.entries(rows)) {
    const floor = rows[name.startsWith('check') ? 'floor-check' : 'floor-compile'];
    const isFloor = name.startsWith('floor');
    const ratio = isFloor ? 1 : median(runs.map((run, index) => run.cpuMs / floor[index].cpuMs));
    const cpu = median(runs.map((run) => run.cpuMs));
    const wall = median(runs.map((run) => run.wallMs));
    const rss = median(runs.map((run) => run.rssMiB));
    say(
      `N=${String(size).padStart(5)}  ${name.padEnd(14)} ${wall.toFixed(0).padStart(6)} / ${cpu.toFixed(0).padStart(6)} / ${rss.toFixed(0).padStart(4)}${isFloor ? '' : `   x${ratio.toFixed(2)}`}`,
    );
    if (isFloor) continue;
    const against = {
      name: name.startsWith('check') ? 'floor-check' : 'floor-compile',
      value: round(median(floor.map((run) => run.cpuMs))),
    };
    figures[`${name}-${size}-cpu`] = { value: round(cpu), unit: 'ms', against, ratio: round(ratio) };
    figures[`${name}-${size}-rss`] = {
      value: round(rss),
      unit: 'MiB',
      against: { name: against.name, value: round(median(floor.map((run) => run.rssMiB))) },
      ratio: round(rss / median(floor.map((run) => run.rssMiB))),
    };
  }
}

function round(value) {
  return Math.round(value * 100) / 100;
}
