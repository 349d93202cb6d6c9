// `npm run bench <area>`: prints for people and, as the last line, one JSON object. `--save` stores the
// figures as the baseline; without it they are compared with the stored one (ratios only: machines differ).
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const AREAS = {
  compile: async (options) => (await import('./areas/compile.mjs')).benchCompile(options),
  plan: async (options) => (await import('./areas/plan.mjs')).benchPlan(options),
  nasty: async (options) => (await import('./areas/nasty.mjs')).benchNasty(options),
  schedule: async (options) => (await import('./areas/schedule.mjs')).benchSchedule(options),
  runtime: async (options) => (await import('./areas/runtime.mjs')).benchRuntime(options),
  hygiene: async (options) => (await import('./areas/hygiene.mjs')).benchHygiene(options),
  local: async (options) => (await import('./areas/local.mjs')).benchLocal(options),
};

const [area = '', ...flags] = process.argv.slice(2);
const bench = AREAS[area];
if (!bench) {
  console.error(`usage: npm run bench <${Object.keys(AREAS).join('|')}> [-- --sizes 1,100] [--save]`);
  process.exit(64);
}
const sizes = flags.includes('--sizes') ? flags[flags.indexOf('--sizes') + 1]?.split(',').map(Number) : undefined;
const figures = await bench(sizes ? { sizes } : {});
const file = path.join(import.meta.dirname, 'baseline', `${area}.json`);
const baseline = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
for (const [name, { ratio }] of Object.entries(baseline?.figures ?? {})) {
  const now = figures[name]?.ratio;
  if (now !== undefined && now > ratio * 1.25) console.log(`slower than the baseline: ${name} x${now} (was x${ratio})`);
}
if (flags.includes('--save')) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ area, node: process.version, figures }, undefined, 2)}\n`);
}
console.log(JSON.stringify({ area, figures }));
