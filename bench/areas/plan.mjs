import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileOf, generateRepository } from '../support/generate-repository.mjs';
import { measureProcess } from '../support/measure-process.mjs';
import { round } from '../support/numbers.mjs';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const CLI = path.join(ROOT, 'dist', 'cli', 'main.js');
const FLOOR = path.join(ROOT, 'bench', 'support', 'floor.mjs');
const ROUNDS = 5;

/** What happens to every tenth pipeline: schedule, resource, data and words by turns. */
const EDITS = [
  (text) => text.replace('cron: "0 ', 'cron: "7 '),
  (text) => text.replace('timeout: 45m', 'timeout: 50m'),
  (text) => text.replace('    - { name: weight, type: double }\n', ''),
  (text) => text.replace('description: "orders', 'description: "all orders'),
  (text) => text.replace(' and updated_at < ', ' or updated_at < '),
];

/**
 * `plan` against a git base, whole process, with nothing changed and with a tenth of the pipelines changed, beside the floor of
 * reading and parsing every file, and beside `check`. Warm: the same files were compiled before. `edited`: one more file was
 * changed since. The least of some rounds counts: what is more is what else the machine did.
 */
export async function benchPlan({ sizes = [1000, 10_000], say = console.log } = {}) {
  const figures = {};
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sluice-bench-'));
  try {
    say('wall ms / CPU ms / peak MiB, least of the rounds; ratio = wall against warm `check` of the same files');
    for (const size of sizes) {
      const repository = path.join(folder, `n${size}`);
      await generateRepository(repository, size);
      await writeFile(path.join(repository, '.gitignore'), '.sluice/\n');
      commit(repository);
      report(size, await measureSize(repository, folder, size), figures, say);
      await rm(repository, { recursive: true, force: true });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return figures;
}

async function measureSize(repository, folder, size) {
  const sluice = (...args) => measureProcess([CLI, ...args], { cwd: repository });
  const plan = (...args) => sluice('plan', '--base', 'HEAD', ...args);
  const to = (format) => () => plan('--output', format, '--output-file', path.join(folder, `plan.${format}`));
  let turn = 0;
  const edited = (measured) => async () => {
    turn += 1;
    await edit(repository, 1, (text) => text.replace(/priority: \d+/, `priority: ${50 + (turn % 50)}`));
    return measured();
  };
  const rows = await rounds({
    floor: () => measureProcess([FLOOR, repository]),
    'check-warm': () => sluice('check'),
    'plan-none-warm': () => plan(),
  });
  for (let index = 4; index < size; index += 10)
    await edit(repository, index, EDITS[Math.floor(index / 10) % EDITS.length]);
  return {
    ...rows,
    ...(await rounds({
      'check-changed-warm': () => sluice('check'),
      'plan-changed-warm': () => plan(),
      'markdown-warm': to('markdown'),
      'html-warm': to('html'),
      'json-warm': to('json'),
    })),
    ...(await rounds({ 'check-edited': edited(() => sluice('check')), 'plan-edited': edited(() => plan()) })),
  };
}

/** Interleaved, so that a busy minute hits all of them; the first round warms and is not counted. */
async function rounds(steps) {
  const rows = Object.fromEntries(Object.keys(steps).map((name) => [name, []]));
  for (const step of Object.values(steps)) await step();
  for (let counted = 0; counted < ROUNDS; counted += 1)
    for (const [name, step] of Object.entries(steps)) rows[name].push(await step());
  return rows;
}

async function edit(repository, index, change) {
  const file = path.join(repository, fileOf(index));
  const text = await readFile(file, 'utf8');
  const changed = change(text);
  if (changed === text) throw new Error(`${file} has not what is to be changed`);
  await writeFile(file, changed);
}

function commit(repository) {
  const git = (...args) =>
    execFileSync('git', ['-C', repository, '-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args]);
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'base');
}

function report(size, rows, figures, say) {
  const least = (name, key) => Math.min(...rows[name].map((run) => run[key]));
  for (const name of Object.keys(rows)) {
    const check = name === 'plan-none-warm' ? 'check-warm' : 'check-changed-warm';
    const [wall, cpu, rss] = ['wallMs', 'cpuMs', 'rssMiB'].map((key) => least(name, key));
    const ratio = round(wall / least(check, 'wallMs'));
    say(
      `N=${String(size).padStart(5)}  ${name.padEnd(18)} ${wall.toFixed(0).padStart(6)} / ${cpu.toFixed(0).padStart(6)} / ${rss.toFixed(0).padStart(4)}   x${ratio.toFixed(2)}`,
    );
    if (name === 'floor') continue;
    const against = name.startsWith('check') ? 'floor' : check;
    figures[`${name}-${size}-wall`] = figureOf(wall, 'ms', against, least(against, 'wallMs'));
    figures[`${name}-${size}-rss`] = figureOf(rss, 'MiB', 'floor', least('floor', 'rssMiB'));
  }
}

function figureOf(value, unit, name, base) {
  return { value: round(value), unit, against: { name, value: round(base) }, ratio: round(value / base) };
}
