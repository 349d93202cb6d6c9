import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { OperatingError } from '../../../../errors.ts';
import { stopped } from '../../job-context.ts';
import type { OneRowAnswer, OneRowQuestion } from './one-row-protocol.ts';
import { sqliteError } from './sqlite-error.ts';

/** Of the environment, which has passwords in it, what a process needs that only reads a file. */
const INHERITED = ['TMPDIR', 'SQLITE_TMPDIR', 'LD_LIBRARY_PATH'];

/**
 * Asks an SQLite file for one row in a process of its own: a query that reads a large file would hold up this one, its beats and its
 * leases, and a thread that is ended within a query takes the whole process with it. An abort ends it at once, whatever it reads.
 * Throws an operating error, which says `what` was not done.
 */
export async function askOneRow(
  question: Omit<OneRowQuestion, 'driver'>,
  what: string,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const child = spawn(process.execPath, await program(), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: Object.fromEntries(INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    signal,
    killSignal: 'SIGKILL',
  });
  const driver = createRequire(import.meta.url).resolve('@photostructure/sqlite');
  try {
    const answer = await new Promise<OneRowAnswer>((resolve, reject) => {
      const lost = (why: string): void =>
        reject(signal.aborted ? stopped() : new OperatingError('JOB_FAILED', `${what}: ${why}`, { retryable: true }));
      child.on('message', (message) => resolve(message as OneRowAnswer)); // of our own program
      child.on('error', ({ message }) => lost(message));
      child.on('exit', (code, killedBy) => lost(`the process that reads the file ended with ${code ?? killedBy}`));
      // one that ends meanwhile is heard of by its exit
      child.send({ driver, ...question } satisfies OneRowQuestion, () => {});
    });
    if ('row' in answer) return answer.row;
    throw sqliteError(answer, what);
  } finally {
    child.kill('SIGKILL');
  }
}

/** Built code lies in `workers/` of the build; from sources the program is stripped of its types here. */
async function program(): Promise<string[]> {
  const name = 'one-row.worker';
  const source = new URL(`./${name}.ts`, import.meta.url);
  if (existsSync(source)) {
    const { transformSync } = await import('oxc-transform');
    const { code } = transformSync(source.pathname, readFileSync(source, 'utf8'), { sourceType: 'module' });
    return ['--input-type=module', '--eval', code];
  }
  for (const place of ['./workers/', '../workers/']) {
    const built = new URL(`${place}${name}.js`, import.meta.url);
    if (existsSync(built)) return [fileURLToPath(built)];
  }
  throw new OperatingError('INTERNAL', `${name} is missing from this installation`, { retryable: false });
}
