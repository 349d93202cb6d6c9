import { join } from 'node:path';
import { script } from './child.mjs';
import { newest } from './newest.mjs';
import { root } from './project.mjs';

const inputs = ['src', 'tools/build.mjs', 'package.json', 'tsconfig.json'];

/** Builds `dist/` when it is missing or older than what it is made of. Ends the process on failure. */
export async function buildIfStale() {
  const built = newest(join(root, 'dist/build.json'));
  if (built >= newest(...inputs.map((path) => join(root, path)))) return;
  console.error('sluice: building dist/');
  const code = await script('tools/build.mjs');
  if (code !== 0) process.exit(code);
}
