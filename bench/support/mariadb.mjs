import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import mysql from 'mysql2/promise';

const ROOT = path.resolve(import.meta.dirname, '..', '..');

/**
 * A MariaDB with nothing else on it: that of the stack which SLUICE_TEST_STACK names, or one of its own for this
 * bench. Undefined, with the reason on stderr, where it cannot be had.
 */
export async function mariadb() {
  const named = process.env.SLUICE_TEST_STACK;
  const id = `bench-${process.pid}`;
  if (named === undefined) await stack('up', id, '--only', 'mariadb');
  const file = named ?? path.join(ROOT, '.stack', 'run', id, 'state.json');
  const { endpoints } = JSON.parse(await readFile(file, 'utf8'));
  const close = async () => {
    if (named === undefined) await stack('down', id);
  };
  if (endpoints.mariadb === undefined) {
    console.error('MARIADB IS NOT AVAILABLE: its figures are left out');
    await close();
    return undefined;
  }
  const { host, port, username: user, password } = endpoints.mariadb;
  return {
    host,
    port,
    user,
    password,
    close,
    /** A new database with a connection to it; `drop` removes both. */
    async database() {
      const name = `bench_${randomBytes(6).toString('hex')}`;
      const connection = await mysql.createConnection({ host, port, user, password, multipleStatements: true });
      await connection.query(`create database ${name} character set utf8mb4; use ${name}`);
      const drop = async () => {
        await connection.query(`drop database if exists ${name}`);
        await connection.end();
      };
      return { name, connection, drop };
    },
  };
}

function stack(verb, id, ...more) {
  return new Promise((resolve, reject) => {
    const args = [path.join(ROOT, 'stack', 'stack.mjs'), verb, '--id', id, '--owner', String(process.pid), ...more];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
