import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { userInfo } from 'node:os';
import { withFreePorts } from '../ports.mjs';
import { run as runCommand } from '../run-command.mjs';
import { launch } from '../service-process.mjs';
import { copyTemplate } from '../template.mjs';
import { unpackMysql } from '../unpack-mysql.mjs';
import { greets, usersSql } from './sql-server.mjs';

/** A real MySQL in place of MariaDB (`SLUICE_TEST_SQL=mysql`): `{ host, port, username, password }`. */
export async function startMysql(run) {
  const server = mysqld(await unpackMysql(run.report));
  const version = /Ver (\S+)/.exec(await runCommand(server.command, [...server.args, '--version']))?.[1];
  const data = join(run.folder, 'mysql');
  await copyTemplate(`mysql-${version}`, data, async (folder) => {
    mkdirSync(folder);
    await runCommand(server.command, [...server.args, `--datadir=${folder}`, '--initialize-insecure']);
  });
  const username = 'sluice';
  const password = randomBytes(12).toString('hex');
  const users = join(run.folder, 'users.sql');
  writeFileSync(users, usersSql(username, password), { mode: 0o600 });

  return withFreePorts(1, async (port) => {
    const errorLog = join(run.folder, 'mysql-error.log');
    const started = launch(run, {
      name: 'mariadb',
      command: server.command,
      errorLog,
      args: [
        ...server.args,
        `--datadir=${data}`,
        '--bind-address=127.0.0.1',
        `--port=${port}`,
        `--socket=${join(run.folder, 'm.sock')}`,
        `--pid-file=${join(run.folder, 'm.pid')}`,
        `--log-error=${errorLog}`,
        `--init-file=${users}`,
        '--skip-name-resolve',
        '--skip-log-bin',
        '--mysqlx=OFF',
        '--innodb-flush-log-at-trx-commit=0',
      ],
    });
    await started.ready(() => greets(port));
    rmSync(users);
    return { host: '127.0.0.1', port, username, password };
  });
}

/** The server as it is started from where it was unpacked: by its own loader, as it wants a newer libc than the system's. */
function mysqld(root) {
  const architecture = { x64: 'x86_64', arm64: 'aarch64' }[process.arch] ?? process.arch;
  const libraries = join(root, `usr/lib/${architecture}-linux-gnu`);
  const loader = { x64: 'ld-linux-x86-64.so.2', arm64: 'ld-linux-aarch64.so.1' }[process.arch] ?? 'ld.so';
  return {
    command: join(libraries, loader),
    args: [
      '--library-path',
      `${libraries}:${join(libraries, 'mysql/private')}`,
      join(root, 'usr/sbin/mysqld'),
      '--no-defaults',
      `--user=${userInfo().username}`,
      '--secure-file-priv=NULL',
      `--lc-messages-dir=${root}/usr/share/mysql`,
      `--character-sets-dir=${root}/usr/share/mysql/charsets`,
      `--plugin-dir=${join(libraries, 'mysql/plugin')}`,
    ],
  };
}
