// npm run build: dist/cli/main.js, dist/index.js, dist/workers/*.js and the page in dist/web; with --types also
// dist/types, which only users of the package need (npm start does without and is quicker).
import { existsSync, readdirSync } from 'node:fs';
import { chmod, cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { script } from './run/child.mjs';
import { install } from './run/install.mjs';
import { root } from './run/project.mjs';

await install();
process.chdir(root);
// Built beside and renamed at the end: nobody ever starts half a build.
const staging = `dist.new-${process.pid}`;
const began = Date.now();
try {
  await bundle();
  await buildPage();
  await copyDemo();
  if (process.argv.includes('--types')) await emitTypes();
  await writeFile(join(staging, 'build.json'), `${JSON.stringify({ node: process.version })}\n`);
  await swap();
  console.error(`sluice: built dist/ in ${((Date.now() - began) / 1000).toFixed(1)} s`);
} catch (error) {
  // esbuild and Vite have printed theirs with file and line.
  console.error(`sluice: the build failed: ${error.message}`);
  process.exitCode = 1;
} finally {
  await rm(staging, { recursive: true, force: true });
}

async function bundle() {
  const { build } = await import('esbuild');
  const entries = [
    { in: 'src/cli/main.ts', out: 'cli/main' },
    { in: 'src/index.ts', out: 'index' },
  ].filter((entry) => existsSync(entry.in));
  await build({
    entryPoints: [...entries, ...workers()],
    outdir: staging,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    chunkNames: 'chunks/[name]-[hash]',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
  const main = join(staging, 'cli/main.js');
  if (!existsSync(main)) return;
  const text = await readFile(main, 'utf8');
  if (!text.startsWith('#!')) await writeFile(main, `#!/usr/bin/env node\n${text}`);
  await chmod(main, 0o755);
}

/** `src/**` files named `x.worker.ts` run in threads or processes of their own, so each is a program: `dist/workers/x.worker.js`. */
function workers() {
  return readdirSync('src', { recursive: true })
    .filter((name) => name.endsWith('.worker.ts'))
    .map((name) => ({ in: join('src', name), out: `workers/${basename(name, '.ts')}` }));
}

async function buildPage() {
  if (!existsSync('src/web/vite.config.ts')) return;
  const { build } = await import('vite');
  await build({
    root: 'src/web',
    configFile: 'src/web/vite.config.ts',
    logLevel: 'warn',
    build: { outDir: join(root, staging, 'web'), emptyOutDir: true },
  });
}

/** `sluice init` writes the very project that `npm start` runs. */
async function copyDemo() {
  for (const name of ['sluice.yaml', 'pipelines', 'datasources', 'data', 'tests']) {
    await cp(name, join(staging, 'templates', 'demo', name), { recursive: true });
  }
}

/** Declarations keep their `.ts` specifiers: TypeScript resolves those to the `.d.ts` beside. */
async function emitTypes() {
  const args = ['-p', 'tools/tsconfig.types.json', '--outDir', join(staging, 'types')];
  const code = await script('node_modules/typescript/bin/tsc', args);
  if (code !== 0) throw new Error('the declarations could not be made');
}

async function swap() {
  const old = `dist.old-${process.pid}`;
  if (existsSync('dist')) await rename('dist', old);
  await rename(staging, 'dist');
  await rm(old, { recursive: true, force: true });
}
