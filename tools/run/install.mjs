import { join } from 'node:path';
import { child } from './child.mjs';
import { newest } from './newest.mjs';
import { root } from './project.mjs';

/** `npm ci` when packages were never installed here or the lock file has changed since. Ends the process on failure. */
export async function install() {
  // npm writes this file last, so a broken installation does not look complete.
  const installed = newest(join(root, 'node_modules/.package-lock.json'));
  if (installed > 0 && installed >= newest(join(root, 'package-lock.json'))) return;
  console.error('sluice: installing packages (npm ci), once');
  // Development packages build the program, whatever NODE_ENV says.
  const code = await child('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) {
    console.error('sluice: npm ci failed');
    process.exit(code);
  }
}
