import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { runLocal, type LocalJobSketch } from '../../../../test/support/local-job.ts';
import { tempDir } from '../../../../test/support/temp-dir.ts';
import { createSystemClock } from '../../observe/index.ts';

const program = fileURLToPath(new URL('../../../../test/support/local-job-process.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');

/** Runs a job in its own process and kills that once `started` says that it is in the middle. */
async function kill(folder: string, job: LocalJobSketch, started: () => Promise<boolean>): Promise<void> {
  const child = spawn(process.execPath, ['--import', tsx, program, folder, JSON.stringify(job)], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  while (!(await started()) && child.exitCode === null) await createSystemClock().sleep(20);
  child.kill('SIGKILL');
  const [code] = await exited;
  expect(code, 'the job must not have ended by itself').toBeNull();
}

describe('local engine, killed in the middle', () => {
  it('leaves a table and a file as they were, and the next run succeeds', async () => {
    await using dir = await tempDir();
    await writeFile(join(dir.path, 'a.csv'), `x\n${'1\n'.repeat(20_000)}`);
    await writeFile(join(dir.path, 'o.csv'), 'x\n0\n');
    const source = { connector: 'file', path: 'a.csv' };
    const toFile = { source, sink: { connector: 'file', path: 'o.csv' }, bytesPerSecond: 2000 } as const;
    await kill(dir.path, toFile, async () => (await readdir(dir.path)).some((name) => name.endsWith('.tmp')));
    expect(await readFile(join(dir.path, 'o.csv'), 'utf8')).toBe('x\n0\n');

    const table = { connector: 'sqlite', connection: { path: 'w.db' }, table: 't' } as const;
    const toTable = { source, sink: table, bytesPerSecond: 2000 } as const;
    await runLocal(dir.path, { source: { ...source, path: 'o.csv' }, sink: table });
    // The writer has its lock while it is in the middle.
    await kill(dir.path, toTable, async () => isLocked(join(dir.path, 'w.db')));
    expect(count(join(dir.path, 'w.db'))).toBe(1);
    const again = await runLocal(dir.path, { source, sink: table });
    expect(again.observation).toMatchObject({ state: 'succeeded', metrics: { rowsWritten: 20_000 } });
    expect(count(join(dir.path, 'w.db'))).toBe(20_001);
  });
});

function isLocked(path: string): boolean {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('BEGIN IMMEDIATE');
    database.exec('ROLLBACK');
    return false;
  } catch {
    return true;
  } finally {
    database.close();
  }
}

function count(path: string): number {
  const database = new DatabaseSync(path);
  const row: unknown = database.prepare('SELECT count(*) AS n FROM t').get();
  database.close();
  return typeof row === 'object' && row !== null && 'n' in row ? Number(row.n) : Number.NaN;
}
