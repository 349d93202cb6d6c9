// npm run bundle -- [--arch x64|arm64] [--out DIR] [--no-build]: dist-bundle/sluice-<version>-linux-<arch>.tar.gz with Node, every package and
// the page, for hosts without a network. What is fetched comes from the package registry alone.
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { child, script } from './run/child.mjs';
import { root } from './run/project.mjs';

/** Which Node goes along: a version that the registry has for both architectures. */
const NODE = '24.21.0';
/** `e_machine` of an ELF file, by the name that npm has for the processor. */
const MACHINES = { x64: 0x3e, arm64: 0xb7 };
const ELF = '\x7fELF';
/** Runs on any processor, whatever the file is called. */
const WEB_ASSEMBLY = '\0asm';
const SHIPPED = ['dist', 'schemas', 'examples', 'docs', 'deploy', 'README.md', 'LICENSE', 'CHANGELOG.md'];

const { values } = parseArgs({
  options: {
    arch: { type: 'string', default: process.arch },
    out: { type: 'string', default: join(root, 'dist-bundle') },
    // take dist/ as it is
    'no-build': { type: 'boolean', default: false },
  },
});
const { arch } = values;
if (!(arch in MACHINES)) {
  console.error(`there is no bundle for ${arch}: use ${Object.keys(MACHINES).join(' or ')}`);
  process.exit(64);
}
process.exitCode = await bundle(arch, resolve(values.out));

async function bundle(arch, out) {
  const { version, ...description } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const name = `sluice-${version}-linux-${arch}`;
  const work = await mkdtemp(join(tmpdir(), 'sluice-bundle-'));
  try {
    if (!values['no-build']) await must('build', script('tools/build.mjs'));
    const app = join(work, name, 'lib');
    await mkdir(app, { recursive: true });
    for (const each of SHIPPED) await cp(join(root, each), join(app, each), { recursive: true });
    await installPackages(app, arch, { ...description, version });
    await fetchNode(work, name, arch);
    await writeStarter(join(work, name));
    const foreign = await foreignBinaries(join(work, name), MACHINES[arch]);
    if (foreign.length > 0) throw new Error(`not for ${arch}: ${foreign.join(', ')}`);
    await mkdir(out, { recursive: true });
    const file = join(out, `${name}.tar.gz`);
    const tar = file.slice(0, -'.gz'.length);
    // sorted, without owners and times: the same parts give the same bytes
    const plain = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mtime=@0'];
    await must('tar', child('tar', [...plain, '-C', work, '-cf', tar, name]));
    await must('gzip', child('gzip', ['-6', '-n', '-f', tar]));
    const digest = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    await writeFile(`${file}.sha256`, `${digest}  ${name}.tar.gz\n`);
    console.error(`sluice: ${file} (${Math.round((await stat(file)).size / 1024 / 1024)} MB)`);
    return 0;
  } catch (error) {
    console.error(`sluice: no bundle: ${error.message}`);
    return 1;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The packages that the program needs there, whatever this machine is. */
async function installPackages(app, arch, { name, version, type, license, engines, bin, exports, ...description }) {
  const { dependencies, optionalDependencies } = description;
  const kept = { name, version, license, type, engines, bin, exports, dependencies, optionalDependencies };
  await writeFile(join(app, 'package.json'), `${JSON.stringify(kept, undefined, 2)}\n`);
  await cp(join(root, 'package-lock.json'), join(app, 'package-lock.json'));
  await cp(join(root, '.npmrc'), join(app, '.npmrc'));
  const target = ['--os=linux', `--cpu=${arch}`, '--libc=glibc'];
  // no script runs: it would look at this machine, and every package that has binaries ships them
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await must('npm', child('npm', ['install', '--omit=dev', ...target, ...quiet], { cwd: app }));
  await removeForeignPrebuilds(join(app, 'node_modules'), arch);
}

/** Some packages bring binaries for all systems in one. */
async function removeForeignPrebuilds(modules, arch) {
  for (const entry of await readdir(modules, { recursive: true, withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name !== 'prebuilds') continue;
    const folder = join(entry.parentPath, entry.name);
    for (const system of await readdir(folder))
      if (system !== `linux-${arch}`) await rm(join(folder, system), { recursive: true });
  }
}

async function fetchNode(work, name, arch) {
  const pack = `node-linux-${arch}`;
  await must('npm pack', child('npm', ['pack', `${pack}@${NODE}`, '--silent', '--pack-destination', work]));
  const into = join(work, name, 'node');
  await mkdir(into, { recursive: true });
  const wanted = ['package/bin/node', 'package/LICENSE'];
  const archive = join(work, `${pack}-${NODE}.tgz`);
  await must('tar', child('tar', ['-xzf', archive, '-C', into, '--strip-components=1', ...wanted]));
}

async function writeStarter(folder) {
  await mkdir(join(folder, 'bin'), { recursive: true });
  const starter = `#!/bin/sh
# Sluice with the Node that came with it; may be linked to from anywhere.
here=$(dirname -- "$(readlink -f -- "$0")")
exec "$here/../node/bin/node" "$here/../lib/dist/cli/main.js" "$@"
`;
  const file = join(folder, 'bin', 'sluice');
  await writeFile(file, starter);
  await chmod(file, 0o755);
}

/** Programs and libraries in a folder that are not for this processor, or for another system. */
async function foreignBinaries(folder, machine) {
  const foreign = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(node|so|dylib|dll)$|^node$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const file = await open(path);
    const { buffer } = await file.read(Buffer.alloc(20), 0, 20, 0);
    await file.close();
    const magic = buffer.subarray(0, 4).toString('latin1');
    if (magic === WEB_ASSEMBLY) continue;
    if (magic !== ELF || buffer.readUInt16LE(18) !== machine) foreign.push(path.slice(folder.length + 1));
  }
  return foreign;
}

async function must(what, running) {
  const code = await running;
  if (code !== 0) throw new Error(`${what} ended with ${code}`);
}
