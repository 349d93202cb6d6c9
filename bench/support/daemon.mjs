import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const CLI = path.resolve(import.meta.dirname, '..', '..', 'dist', 'cli', 'main.js');
/** Ticks of /proc a second, on every Linux that Node runs on. */
const TICKS = 100;

/** What still runs when the bench ends, ends with it. */
const alive = new Set();
process.on('exit', () => alive.forEach((child) => child.kill('SIGKILL')));

/** `sluice serve` in a project's folder. */
export function startDaemon(cwd, env = {}, flags = []) {
  return new MeasuredProcess([CLI, 'serve', '--port', '0', '--quiet', ...flags], cwd, env);
}

/** The same, where its server is asked too. */
export async function startServingDaemon(cwd, env = {}, flags = []) {
  const port = await freePort();
  const daemon = new MeasuredProcess([CLI, 'serve', '--port', String(port), '--quiet', ...flags], cwd, env);
  const url = `http://127.0.0.1:${port}`;
  const get = async (path) => (await fetch(`${url}${path}`)).text();
  return Object.assign(daemon, { url, get });
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A Node process that can be looked at from outside. */
export class MeasuredProcess {
  #child;
  #ended;
  #errors = '';

  constructor(args, cwd, env = {}) {
    /** Wall clock at the start. */
    this.startedAt = Date.now();
    this.#child = spawn(process.execPath, args, {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1', ...env },
    });
    alive.add(this.#child);
    this.#child.stderr.on('data', (data) => (this.#errors = `${this.#errors}${data}`.slice(-10_000)));
    this.#ended = new Promise((resolve) => this.#child.once('close', resolve)).then((code) => {
      alive.delete(this.#child);
      return code;
    });
  }

  get pid() {
    return this.#child.pid;
  }

  /** Milliseconds of CPU so far, and resident MiB now. */
  async usage() {
    const cpuMs = await cpuMsOf(this.#child.pid);
    const status = await readFile(`/proc/${this.#child.pid}/status`, 'utf8');
    const [, kib] = /^VmRSS:\s+(\d+)/m.exec(status) ?? [];
    return { cpuMs, rssMiB: Number(kib) / 1_024 };
  }

  async stop() {
    this.#child.kill('SIGTERM');
    const code = await this.#ended;
    if (code !== 0) throw new Error(`ended with ${code}\n${this.#errors}`);
  }

  /** As a host that loses its power. */
  async kill() {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** Looks until `reached` gives something; throws when the process ends before, or after five minutes. */
  async until(reached) {
    for (let looks = 0; looks < 6_000; looks += 1) {
      const found = await reached();
      if (found) return found;
      if (this.#child.exitCode !== null) break;
      await sleep(50);
    }
    throw new Error(`the daemon did not get there\n${this.#errors}`);
  }
}

/** Milliseconds of CPU that a process of this machine has taken so far. */
export async function cpuMsOf(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) / TICKS) * 1_000;
}
