import { randomBytes } from 'node:crypto';
import mysql from 'mysql2/promise';
import { stackServices } from './stack-services.mjs';

/**
 * A MariaDB with nothing else on it: that of the stack which SLUICE_TEST_STACK names, or one of its own for this
 * bench. Undefined, with the reason on stderr, where it cannot be had.
 */
export async function mariadb() {
  const { endpoints, close } = await stackServices('mariadb', ['mariadb']);
  if (endpoints.mariadb === undefined) {
    console.error('MARIADB IS NOT AVAILABLE: its figures are left out');
    await close();
    return undefined;
  }
  await asInProduction(endpoints.mariadb);
  return mariadbAt(endpoints.mariadb, close);
}

/** What MariaDB 11.8 has by default, a log that is on the disk at each commit among it: the stack's own are for data that are thrown away. */
const PRODUCTION = {
  innodb_flush_log_at_trx_commit: 1,
  innodb_log_file_size: 96 * 2 ** 20,
  innodb_buffer_pool_size: 128 * 2 ** 20,
};

async function asInProduction({ host, port, username: user, password }) {
  const connection = await mysql.createConnection({ host, port, user, password });
  for (const [name, value] of Object.entries(PRODUCTION)) await connection.query(`set global ${name} = ${value}`);
  await connection.end();
}

/** The same of one that runs already. */
export function mariadbAt({ host, port, username: user, password }, close) {
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
