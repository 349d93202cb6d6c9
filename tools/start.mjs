// npm start: install and build what is missing, then `sluice serve` in the repository's own project.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale } from './run/build-if-stale.mjs';
import { install } from './run/install.mjs';
import { root } from './run/project.mjs';

await install();
await buildIfStale();
process.chdir(root);
// In this process: no second Node to wait for, and Ctrl-C arrives once.
const program = join(root, 'dist/cli/main.js');
process.argv.splice(1, 1, program, 'serve');
await import(pathToFileURL(program).href);
