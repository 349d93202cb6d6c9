import { Redis } from 'ioredis';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { readTopic } from '../../support/read-topic.ts';
import type { StackEndpoints } from '../../support/stack.ts';
import type { FeedMode, Place } from './place.ts';

/** The services of a place in production. */
export interface Services {
  readonly mariadb: NonNullable<StackEndpoints['mariadb']>;
  readonly redis: NonNullable<StackEndpoints['redis']>;
  readonly kafka: NonNullable<StackEndpoints['kafka']>;
}

/** MariaDB, Redis and Kafka, and two daemons on hosts of their own as far as their folders go. */
export async function stackPlace(services: Services, project: string, mode: FeedMode): Promise<Place> {
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
  return {
    name: 'stack',
    project,
    daemons: ['one', 'two'],
    env: {
      DB_HOST: host,
      DB_PORT: String(port),
      DB_PASSWORD: password,
      MYSQL_ADDRESS: `${host}:${port}`,
      MYSQL_DATABASE: project,
      MYSQL_USERNAME: user,
      MYSQL_PASSWORD: password,
      REDIS_HOST: redis.host,
      REDIS_PORT: String(redis.port),
      REDIS_PASSWORD: redis.password,
      KAFKA_BROKERS: kafka.brokers.join(','),
    },
    files: { 'datasources/from.yaml': datasource('from'), 'datasources/to.yaml': datasource('to') },
    async rows(table) {
      const [exists] = await connection.query<RowDataPacket[]>('show tables like ?', [table]);
      if (exists.length === 0) return [];
      return (await connection.query<RowDataPacket[]>(`select * from ${table}`))[0];
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
    async [Symbol.asyncDispose]() {
      await connection.query(`drop database if exists ${project}`);
      await connection.end();
      const client = new Redis(redis);
      await client.del(`sluice:${project}:leader`, `sluice:${project}:relay`);
      client.disconnect();
    },
  };
}
