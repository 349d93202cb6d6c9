import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const PRELOAD = path.join(import.meta.dirname, 'measure-exit.mjs');

/**
 * Runs a Node program as a whole process.
 * @param {string[]} args script and its arguments
 * @param {{ cwd?: string, exits?: readonly number[], exit?: number }} [options] the exit codes that count as right
 * @returns {Promise<{ wallMs: number, cpuMs: number, rssMiB: number }>}
 */
export async function measureProcess(args, options = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sluice-bench-'));
  const usageFile = path.join(folder, 'usage.json');
  try {
    const started = performance.now();
    const { code, errors } = await run(args, options.cwd, usageFile);
    const wallMs = performance.now() - started;
    if (!(options.exits ?? [options.exit ?? 0]).includes(code))
      throw new Error(`${args.join(' ')} ended with ${code}\n${errors}`);
    return { wallMs, ...JSON.parse(await readFile(usageFile, 'utf8')) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(args, cwd, usageFile) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', PRELOAD, ...args], {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, SLUICE_BENCH_USAGE: usageFile, NO_COLOR: '1' },
    });
    let errors = '';
    child.stderr.on('data', (data) => (errors += data));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, errors }));
  });
}

/** The middle value. @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
