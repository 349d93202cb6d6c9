import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('../../stack/chromium.mjs', import.meta.url));

/**
 * Path of a chromium for playwright-core (`executablePath`; as root it needs `args: ['--no-sandbox']`), installed
 * where it is missing and can be. Undefined, with the reason on stderr, where it cannot be had; an error in CI.
 */
export async function chromiumPath(): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [program]);
    return stdout.trim();
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    process.stderr.write(`NO BROWSER, its tests are skipped: ${String(error)}\n`);
    return undefined;
  }
}
