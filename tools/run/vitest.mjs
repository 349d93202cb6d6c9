import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { child } from './child.mjs';

/** What one run of vitest counted. `code` is its exit code; a file that does not load fails without a failed test. */
export async function vitest(projects, { node = process.execPath, env = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-vitest-'));
  const file = join(folder, 'result.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const selected = projects.flatMap((project) => ['--project', project]);
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', ...selected, ...reporters];
    const code = await child(node, args, { env });
    return { code, ...counted(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function counted(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
  } catch {
    // It ended before it could report: its exit code says so.
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
