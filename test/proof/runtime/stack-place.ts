import { Redis } from 'ioredis';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { readTopic } from '../../support/read-topic.ts';
import type { StackEndpoints } from '../../support/stack.ts';
import { openNetwork } from './network.ts';
import type { DaemonPlace, FeedMode, Place } from './place.ts';
import { checkWriters, watchWriters } from './writers.ts';

/** The services of a place in production. */
export interface Services {
  readonly mariadb: NonNullable<StackEndpoints['mariadb']>;
  readonly redis: NonNullable<StackEndpoints['redis']>;
  readonly kafka: NonNullable<StackEndpoints['kafka']>;
}

const NAMES = ['one', 'two', 'three'] as const;
const LOGIN = 'of-a-daemon';

/**
 * MariaDB, Redis and Kafka, and a few daemons on hosts of their own as far as their folders, logins and ways to the services go.
 *
 * @param count How many daemons, at most three.
 */
export async function stackPlace(services: Services, project: string, mode: FeedMode, count: number): Promise<Place> {
  const { mariadb, redis, kafka } = services;
  const { host, port, username: user, password } = mariadb;
  const connection = await createConnection({ host, port, user, password });
  await connection.query(`create database ${project}`);
  await connection.query(`use ${project}`);
  await connection.query('create table feed_from (id bigint primary key, note varchar(40))');
  await connection.query(
    `create table feed_to (id bigint${mode === 'upsert' ? ' primary key' : ''}, note varchar(40))`,
  );
  const datasource = (name: string): string => `name: ${name}
type: mariadb
host: \${env:DB_HOST}
port: \${env:DB_PORT}
database: ${project}
username: ${user}
password: \${secret:env/DB_PASSWORD}
`;
  const sources = { DB_HOST: host, DB_PORT: String(port), DB_PASSWORD: password };
  const reach = (mysqlPort: number, redisPort: number, broker: string): Readonly<Record<string, string>> => ({
    ...sources,
    MYSQL_ADDRESS: `${host}:${mysqlPort}`,
    MYSQL_DATABASE: project,
    REDIS_HOST: redis.host,
    REDIS_PORT: String(redisPort),
    REDIS_PASSWORD: redis.password,
    KAFKA_BROKERS: broker,
  });
  const openDaemon = async (name: string): Promise<DaemonPlace> => {
    await connection.query(`create user '${project}_${name}'@'%' identified by '${LOGIN}'`);
    await connection.query(`grant all on ${project}.* to '${project}_${name}'@'%'`);
    const network = await openNetwork(services);
    const ways = reach(network.mariadb.port, network.redis.port, `127.0.0.1:${network.kafka.port}`);
    return { name, network, env: { ...ways, MYSQL_USERNAME: `${project}_${name}`, MYSQL_PASSWORD: LOGIN } };
  };
  const first = await openDaemon(NAMES[0]);
  const others = await Promise.all(NAMES.slice(1, count).map(openDaemon));
  return {
    name: 'stack',
    project,
    daemons: [first, ...others],
    env: { ...reach(port, redis.port, kafka.brokers.join(',')), MYSQL_USERNAME: user, MYSQL_PASSWORD: password },
    files: { 'datasources/from.yaml': datasource('from'), 'datasources/to.yaml': datasource('to') },
    async rows(table, where = 'true') {
      const [exists] = await connection.query<RowDataPacket[]>('show tables like ?', [table]);
      if (exists.length === 0) return [];
      return (await connection.query<RowDataPacket[]>(`select * from ${table} where ${where}`))[0];
    },
    published: (topic, ids) =>
      readTopic(kafka.brokers, topic, `${project}/`, (records) => {
        const come = new Set(records.map(({ id }) => id));
        return [...ids].every((id) => come.has(id));
      }),
    async addRows(ids) {
      await connection.query('insert into feed_from (id, note) values ?', [ids.map((id) => [id, `row ${id}`])]);
    },
    async sinkIds() {
      const [rows] = await connection.query<RowDataPacket[]>('select id from feed_to');
      return rows.map((row) => Number(row['id']));
    },
    watchWriters: () => watchWriters(connection, project),
    checkWriters: (verdict) => checkWriters(connection, verdict),
    async [Symbol.asyncDispose]() {
      for (const { name, network } of [first, ...others]) {
        await network?.[Symbol.asyncDispose]();
        await connection.query(`drop user if exists '${project}_${name}'@'%'`);
      }
      await connection.query(`drop database if exists ${project}`);
      await connection.end();
      const client = new Redis(redis);
      const keys = await client.keys(`sluice:${project}:*`);
      if (keys.length > 0) await client.del(...keys);
      client.disconnect();
    },
  };
}
