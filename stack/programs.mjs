import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { debianFolder } from './paths.mjs';
import { run } from './run-command.mjs';

/**
 * Programs a service needs, and the Debian packages that bring them. `unpacked`: the packages that work when only
 * unpacked, for people without root; where it is missing, the program has to be installed by its user.
 */
const packages = {
  mariadbd: {
    install: ['mariadb-server'],
    unpacked: [
      'mariadb-server-core',
      'mariadb-client-core',
      'libaio1',
      'liburing2',
      'libnuma1',
      'libpcre2-8-0',
      'libmariadb3',
    ],
  },
  'redis-server': { install: ['redis-server'], unpacked: ['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1'] },
  java: { install: ['default-jre-headless'] },
  javac: { install: ['default-jdk-headless'] },
  mvn: { install: ['maven'] },
  chromium: { install: ['chromium'] },
};

const unpackedFolders = ['usr/sbin', 'usr/bin', 'usr/local/bin', 'bin'];

/** Path of a program, from PATH (and the sbin folders a user's PATH lacks) or unpacked; undefined when missing. */
export function findProgram(name) {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/sbin',
    '/usr/bin',
    ...unpackedFolders.map((folder) => join(debianFolder, folder)),
  ];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

let queue = Promise.resolve();

/**
 * Path of each named program, installed where it is missing: by apt-get as root, else unpacked under `.stack/`.
 * One at a time within this process, because apt-get holds a lock. Throws with the reason.
 */
export function ensurePrograms(names, report) {
  const result = queue.then(() => ensure(names, report));
  queue = result.catch(() => undefined);
  return result;
}

async function ensure(names, report) {
  const missing = names.filter((name) => findProgram(name) === undefined);
  if (missing.length > 0) {
    if (!existsSync('/usr/bin/apt-get')) throw new Error(`${missing.join(', ')} not found: install it and try again`);
    const isRoot = process.getuid?.() === 0;
    await (isRoot ? install(missing, report) : unpack(missing, report));
  }
  return names.map((name) => findProgram(name) ?? fail(`${name} was installed but cannot be found`));
}

async function install(names, report) {
  const list = names.flatMap((name) => packages[name].install);
  report(`installing ${list.join(', ')} with apt-get`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Waits for another apt-get of the machine; the lists of a fresh machine are empty or old.
  const apt = (...args) => run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], { env, toTheEnd: true });
  const get = () => apt('install', '-y', '--no-install-recommends', ...list);
  await get().catch(async () => {
    await apt('update');
    await get();
  });
}

async function unpack(names, report) {
  const impossible = names.filter((name) => packages[name].unpacked === undefined);
  if (impossible.length > 0) {
    const list = impossible.flatMap((name) => packages[name].install).join(' ');
    throw new Error(`${impossible.join(', ')} not found: run "apt-get install ${list}" as root and try again`);
  }
  const list = names.flatMap((name) => packages[name].unpacked);
  report(`unpacking ${names.join(', ')} from Debian packages into .stack/debian (no root)`);
  const partial = `${debianFolder}-partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    await run('apt-get', ['download', ...list], { cwd: partial });
    const root = join(partial, 'root');
    for (const deb of readdirSync(partial)) await run('dpkg-deb', ['-x', join(partial, deb), root]);
    await mergeInto(root);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

async function mergeInto(root) {
  if (existsSync(debianFolder)) await run('cp', ['-a', `${root}/.`, debianFolder]);
  else renameSync(root, debianFolder);
}

/** Environment in which an unpacked program finds its libraries; nothing for an installed one. */
export function libraryPath(root) {
  if (root === undefined) return {};
  const architecture = { x64: 'x86_64', arm64: 'aarch64' }[process.arch] ?? process.arch;
  return { LD_LIBRARY_PATH: join(root, `usr/lib/${architecture}-linux-gnu`) };
}

/** Root of the unpacked packages when `path` lies in it, so that its libraries and data files are found. */
export const unpackedRootOf = (path) => (path.startsWith(debianFolder) ? debianFolder : undefined);

function fail(message) {
  throw new Error(message);
}
