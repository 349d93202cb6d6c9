import { DatabaseSync } from '@photostructure/sqlite';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { cpuMsOf } from './daemon.mjs';

/** The store of a daemon on SQLite, looked at from outside. @param {string} folder the project's */
export function sqlitePlace(folder) {
  const open = (work) => {
    let database;
    try {
      database = new DatabaseSync(path.join(folder, '.sluice', 'state', 'sluice.db'), { readOnly: true });
      return work(database);
    } catch {
      return []; // the daemon has not made it yet
    } finally {
      database?.close();
    }
  };
  return {
    name: 'sqlite',
    env: {},
    rows: async (sql) => open((database) => database.prepare(sql).all()),
    /** Milliseconds that `count` rows take, each in a transaction of its own: the floor of as many records. */
    async insertOneByOne(count) {
      const database = new DatabaseSync(path.join(folder, 'floor.db'));
      database.exec(
        'pragma journal_mode = wal; pragma synchronous = full; create table if not exists floor (id integer primary key, note text)',
      );
      const insert = database.prepare('insert into floor (note) values (?)');
      const began = performance.now();
      for (let index = 0; index < count; index += 1) insert.run(`fire ${index}`);
      const ms = performance.now() - began;
      database.close();
      return ms;
    },
    close: async () => {},
  };
}

/** The same on MariaDB. @param {NonNullable<Awaited<ReturnType<import('./mariadb.mjs').mariadb>>>} server */
export async function mariadbPlace(server) {
  const { name, connection, drop } = await server.database();
  return {
    name: 'mariadb',
    env: {
      MYSQL_ADDRESS: `${server.host}:${server.port}`,
      MYSQL_DATABASE: name,
      MYSQL_USERNAME: server.user,
      MYSQL_PASSWORD: server.password,
    },
    query: (sql, values) => connection.query(sql, values),
    rows: async (sql) => (await connection.query(sql).catch(() => [[]]))[0], // before its first migration: nothing
    async insertOneByOne(count) {
      await connection.query(
        'create table floor (id int primary key auto_increment, note varchar(40)) engine = InnoDB',
      );
      const began = performance.now();
      for (let index = 0; index < count; index += 1)
        await connection.execute('insert into floor (note) values (?)', [`fire ${index}`]);
      return performance.now() - began;
    },
    /** Of the server, which runs on this machine. */
    async cpuMs() {
      const [[{ file }]] = await connection.query('select @@pid_file as file');
      return cpuMsOf((await readFile(file, 'utf8')).trim());
    },
    close: drop,
  };
}
