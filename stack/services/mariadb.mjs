import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { withFreePorts } from '../ports.mjs';
import { ensurePrograms, libraryPath, unpackedRootOf } from '../programs.mjs';
import { run as runCommand } from '../run-command.mjs';
import { launch } from '../service-process.mjs';
import { copyTemplate } from '../template.mjs';
import { greets, usersSql } from './sql-server.mjs';

/** Small files and no waiting for the disk: these data are thrown away. */
const profile = [
  '--innodb-log-file-size=8M',
  '--innodb-buffer-pool-size=64M',
  '--innodb-flush-log-at-trx-commit=0',
  '--skip-innodb-doublewrite',
  '--performance-schema=0',
];

/** MariaDB on TCP with one all-powerful user: `{ host, port, username, password }`. */
export async function startMariadb(run) {
  const [mariadbd] = await ensurePrograms(['mariadbd'], run.report);
  const root = unpackedRootOf(mariadbd);
  // A server that starts deletes all temporary tables in its temporary folder, another server's too: each has its own.
  const temporary = join(run.folder, 'mariadb-tmp');
  mkdirSync(temporary, { recursive: true });
  const env = { ...libraryPath(root), TMPDIR: temporary };
  const user = `--user=${userInfo().username}`;
  const data = join(run.folder, 'mariadb');
  const version = /Ver (\S+)/.exec(await runCommand(mariadbd, ['--version'], { env: { ...process.env, ...env } }))?.[1];
  await copyTemplate(`mariadb-${version}`, data, (folder) => format(folder, { mariadbd, root, env, user }));

  const username = 'sluice';
  const password = randomBytes(12).toString('hex');
  const users = join(run.folder, 'users.sql');
  writeFileSync(users, usersSql(username, password), { mode: 0o600 });

  return withFreePorts(1, async (port) => {
    const errorLog = join(run.folder, 'mariadb-error.log');
    const server = launch(run, {
      name: 'mariadb',
      command: mariadbd,
      errorLog,
      env,
      args: [
        '--no-defaults',
        user,
        `--datadir=${data}`,
        `--tmpdir=${temporary}`,
        '--bind-address=127.0.0.1',
        `--port=${port}`,
        `--socket=${join(run.folder, 'm.sock')}`,
        `--pid-file=${join(run.folder, 'm.pid')}`,
        `--log-error=${errorLog}`,
        `--init-file=${users}`,
        '--skip-name-resolve',
        '--character-set-server=utf8mb4',
        '--collation-server=utf8mb4_general_ci',
        ...profile,
        ...unpackedOptions(root),
      ],
    });
    await server.ready(() => greets(port));
    rmSync(users);
    return { host: '127.0.0.1', port, username, password };
  });
}

const unpackedOptions = (root) =>
  root === undefined
    ? []
    : [
        `--basedir=${root}/usr`,
        `--lc-messages-dir=${root}/usr/share/mysql`,
        `--plugin-dir=${root}/usr/lib/mysql/plugin`,
      ];

async function format(folder, { mariadbd, root, env, user }) {
  const installer = join(mariadbd, '../../bin/mariadb-install-db');
  const args = ['--no-defaults', user, `--datadir=${folder}`, '--auth-root-authentication-method=normal'];
  await runCommand(
    installer,
    [...args, '--skip-test-db', ...profile.slice(0, 1), ...(root === undefined ? [] : [`--basedir=${root}/usr`])],
    { env: { ...process.env, ...env } },
  );
}
