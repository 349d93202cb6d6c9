import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stackFolder } from './paths.mjs';
import { run } from './run-command.mjs';

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** Parts of a system that a server unpacked beside it needs nothing of. */
const NOT_NEEDED = /^(?:apt|dpkg|perl|perl-base|perl-modules.*|libperl.*|systemd.*)_/;

/**
 * Folder with a real MySQL and all libraries that it needs, unpacked beside the system: Debian has one in its unstable suite
 * alone, where it conflicts with MariaDB and wants a newer libc, so nothing of it may be installed. About 60 MB, once.
 * Throws with the reason where it cannot be had.
 */
export async function unpackMysql(report) {
  const root = join(stackFolder, 'mysql');
  if (existsSync(root)) return root;
  if (!existsSync('/usr/bin/apt-get')) throw new Error('a MySQL is unpacked from Debian packages: there is no apt-get');
  report('unpacking MySQL from the packages of Debian unstable into .stack/mysql (60 MB the first time)');
  const partial = join(stackFolder, `mysql-partial-${process.pid}`);
  try {
    const apt = await ownApt(partial);
    await apt('update');
    await apt('-y', '--download-only', 'install', 'mysql-server-core');
    const archives = join(partial, 'cache', 'archives');
    const debs = readdirSync(archives).filter((name) => name.endsWith('.deb') && !NOT_NEEDED.test(name));
    for (const deb of debs) await run('dpkg-deb', ['-x', join(archives, deb), join(partial, 'root')]);
    renameSync(join(partial, 'root'), root);
  } catch (error) {
    if (!existsSync(root)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return root;
}

/** An apt-get that knows the unstable suite alone, on the mirror of this machine, and nothing that is installed. */
async function ownApt(folder) {
  for (const needed of ['state/lists/partial', 'cache/archives/partial'])
    mkdirSync(join(folder, needed), { recursive: true });
  const status = join(folder, 'state', 'status');
  const sources = join(folder, 'sources.list');
  writeFileSync(status, '');
  writeFileSync(sources, `deb [signed-by=${KEYRING}] ${await mirror()} sid main\n`);
  const options = {
    'Dir::State': join(folder, 'state'),
    'Dir::State::status': status,
    'Dir::Cache': join(folder, 'cache'),
    'Dir::Etc::sourcelist': sources,
    'Dir::Etc::sourceparts': '-',
    'APT::Install-Recommends': 'false',
    'APT::Sandbox::User': 'root',
  };
  const flags = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  return (...args) =>
    run('apt-get', [...flags, ...args], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

/** Where this machine has its own packages from. */
async function mirror() {
  const lines = (await run('apt-get', ['indextargets', '--format', '$(REPO_URI) $(RELEASE) $(IDENTIFIER)'])).split(
    '\n',
  );
  const own = lines
    .map((line) => line.split(' '))
    .find(([, release, kind]) => kind === 'Packages' && !/-/.test(release));
  if (own === undefined) throw new Error('the sources of apt-get name no mirror of Debian');
  return own[0];
}
