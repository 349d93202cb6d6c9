// npm test: gates and unit tests, the same on other Node versions, then everything against the real services.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './run/build-if-stale.mjs';
import { interruption, outliveChildren, script } from './run/child.mjs';
import { gates } from './run/gates.mjs';
import { install } from './run/install.mjs';
import { nodePhase } from './run/node-phase.mjs';
import { otherVersions } from './run/node-versions.mjs';
import { phases } from './run/phases.mjs';
import { root } from './run/project.mjs';
import { servicePhase } from './run/service-phase.mjs';

outliveChildren();
await install();
await buildIfStale();

const all = phases();
for (const { name, work } of gates) await all.run(name, work);
for (const major of otherVersions) await all.run(`unit and golden, Node ${major}`, () => nodePhase(major));
await withStack((env) => all.run('service and e2e tests', () => servicePhase(env)));

const { passed, failed, skipped } = all.totals();
console.error(all.table());
if (skipped > 0) console.error(`\n${skipped} skipped`);
if (interruption() !== undefined) {
  console.error(`stopped by ${interruption()}`);
  process.exitCode = 130;
} else {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** Has the stack of this run up while `work` runs, and down after, whatever happens. */
async function withStack(work) {
  const id = `test-${process.pid}`;
  const stack = (verb, options = {}) =>
    script('stack/stack.mjs', [verb, '--id', id, '--owner', String(process.pid)], {
      stdio: ['ignore', 'ignore', 'inherit'],
      ...options,
    });
  try {
    const inCi = process.env.CI === 'true';
    // Outside CI the tests of a missing service skip themselves; the stack has said loudly what is missing.
    await all.run('stack up', async () => ((await stack('up')) === 0 || !inCi ? 0 : 1));
    const file = join(root, '.stack/run', id, 'state.json');
    if (existsSync(file)) await work({ SLUICE_TEST_STACK: file });
  } finally {
    // In a group of its own: a second Ctrl-C must not keep it from stopping what runs.
    await stack('down', { detached: true });
  }
}
