import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../stack/stack.mjs', import.meta.url));

/**
 * Vitest's global set-up of the projects that need real services. Uses the stack that `SLUICE_TEST_STACK` names,
 * else brings one up for this run and returns what takes it down. Two projects in one run share it.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['SLUICE_TEST_STACK'] !== undefined) return undefined;
  const id = `vitest-${process.pid}`;
  // Set at once: the set-up of a second project of the same run must not start another.
  process.env['SLUICE_TEST_STACK'] = fileURLToPath(new URL(`../../.stack/run/${id}/state.json`, import.meta.url));
  const code = await stackCommand('up', id);
  if (code !== 0 && process.env['CI'] === 'true') {
    await stackCommand('down', id);
    throw new Error('CI=true and not every service of the stack could be had (see above)');
  }
  return async () => {
    delete process.env['SLUICE_TEST_STACK'];
    await stackCommand('down', id);
  };
}

/** The owner is named so that the next stack command cleans up when this process is killed. */
function stackCommand(verb: string, id: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const args = [program, verb, '--id', id, '--owner', String(process.pid)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
