// npm run proof [area [-- flags of it]]: the long counts of test/proof/<area>.mjs. Each prints for people and, as its last line, one
// JSON object { area, rounds, seeds, lost, doubled, ... }, exits 1 when an invariant fell, and ends by itself: within
// SLUICE_PROOF_SECONDS where that is set, which is shared out among the areas. The last line here is the JSON of the one area, or of all.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './run/build-if-stale.mjs';
import { install } from './run/install.mjs';
import { root } from './run/project.mjs';

await install();
await buildIfStale();

const folder = join(root, 'test/proof');
const known = existsSync(folder) ? readdirSync(folder).flatMap((name) => /^(.*)\.mjs$/.exec(name)?.[1] ?? []) : [];
const [wanted, ...rest] = process.argv.slice(2);
if (wanted !== undefined && !known.includes(wanted)) {
  console.error(`no proof of "${wanted}"; there is: ${known.join(', ') || 'none yet'}`);
  process.exit(64);
}

const areas = wanted === undefined ? known : [wanted];
const total = Number(process.env.SLUICE_PROOF_SECONDS ?? Number.POSITIVE_INFINITY);
const endsAt = Date.now() + total * 1000;
const results = [];
for (const [index, area] of areas.entries()) {
  const seconds = Math.max(1, Math.floor((endsAt - Date.now()) / 1000 / (areas.length - index)));
  results.push(await prove(area, seconds));
}
const sum = (key) => results.reduce((count, result) => count + (result[key] ?? 0), 0);
const summary = { area: 'all', areas: results, rounds: sum('rounds'), lost: sum('lost'), doubled: sum('doubled') };
console.log(JSON.stringify(wanted === undefined ? summary : results[0]));
process.exitCode = results.some((result) => result.failed) ? 1 : 0;

function prove(area, seconds) {
  console.error(`\n── proof ${area}${Number.isFinite(seconds) ? ` (${seconds} s at most)` : ''}`);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(folder, `${area}.mjs`), ...rest], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...(Number.isFinite(seconds) ? { SLUICE_PROOF_SECONDS: String(seconds) } : {}) },
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.once('close', (code) => {
      const lines = output.trimEnd().split('\n');
      const last = lines.pop() ?? '';
      if (lines.length > 0) console.log(lines.join('\n'));
      resolve({ ...parsed(area, last), ...(code === 0 ? {} : { failed: true }) });
    });
  });
}

function parsed(area, line) {
  try {
    return JSON.parse(line);
  } catch {
    console.error(`proof ${area} did not end with a line of JSON but with: ${line}`);
    return { area, failed: true };
  }
}
