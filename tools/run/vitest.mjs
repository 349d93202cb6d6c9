import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { child } from './child.mjs';
import { root } from './project.mjs';

/**
 * What one run of vitest counted. `code` is its exit code; a file that does not load fails without a failed test.
 * `failures` names each failed test and file; with `only`, files are run that have one of these in their path, and none of
 * `leftOut` (globs).
 */
export async function vitest(projects, { node = process.execPath, env = {}, only = [], leftOut = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-vitest-'));
  const file = join(folder, 'result.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const selected = projects.flatMap((project) => ['--project', project]);
    const excluded = leftOut.map((glob) => `--exclude=${glob}`);
    const program = ['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests'];
    const args = [...program, ...selected, ...reporters, ...excluded, ...only];
    const code = await child(node, args, { env });
    return { code, ...counted(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function counted(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
    return {
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests,
      failures: testResults.flatMap(failuresOf),
    };
  } catch {
    // It ended before it could report: its exit code says so.
    return { passed: 0, failed: 0, skipped: 0, failures: [] };
  }
}

function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0) return status === 'failed' ? [{ file, test: '', why: firstLine(message) }] : [];
  return failed.map((test) => ({ file, test: test.fullName, why: firstLine(test.failureMessages[0]) }));
}

const firstLine = (text = '') => text.split('\n', 1)[0];
