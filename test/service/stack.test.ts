import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import { Kafka, logLevel } from 'kafkajs';
import { createConnection } from 'mysql2/promise';
import { describe, expect, it } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { privateServices } from '../support/private-service.ts';
import { stack } from '../support/stack.ts';

const { mariadb, redis, kafka, flink } = await stack();

async function json(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

describe('stack', () => {
  it.skipIf(mariadb === undefined)('MariaDB keeps 4-byte text and milliseconds', async () => {
    const { host = '', port = 0, username = '', password = '' } = mariadb ?? {};
    const connection = await createConnection({ host, port, user: username, password, timezone: 'Z' });
    const database = `smoke_${randomUUID().replaceAll('-', '')}`;
    try {
      await connection.query(`create database ${database}`);
      await connection.query(
        `create table ${database}.t (id int primary key, name text, at datetime(3), amount decimal(18,2))`,
      );
      await connection.query(`insert into ${database}.t values (1, ?, '2024-02-29 23:59:59.123', 12.30)`, ['鯨 🐋']);
      const [rows] = await connection.query(`select name, cast(at as char) as at, amount from ${database}.t`);
      expect(rows).toEqual([{ name: '鯨 🐋', at: '2024-02-29 23:59:59.123', amount: '12.30' }]);
    } finally {
      await connection.query(`drop database if exists ${database}`);
      await connection.end();
    }
  });

  it.skipIf(redis === undefined)('Redis answers with the password and refuses without', async () => {
    const client = new Redis({ ...redis, lazyConnect: true });
    const stranger = new Redis({ ...redis, password: '', lazyConnect: true, maxRetriesPerRequest: 0 });
    stranger.on('error', () => undefined);
    try {
      expect(await client.ping()).toBe('PONG');
      await expect(stranger.ping()).rejects.toThrow(/NOAUTH/);
    } finally {
      client.disconnect();
      stranger.disconnect();
    }
  });

  it.skipIf(kafka === undefined)('Kafka delivers what was produced', async () => {
    const client = new Kafka({ clientId: 'smoke', brokers: kafka?.brokers ?? [], logLevel: logLevel.NOTHING });
    const topic = `smoke-${randomUUID()}`;
    const producer = client.producer();
    const consumer = client.consumer({ groupId: topic, maxWaitTimeInMs: 200 });
    try {
      await producer.connect();
      await producer.send({ topic, messages: [{ key: 'k', value: '鯨 🐋' }] });
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      const received = await new Promise<string | undefined>((resolve) => {
        void consumer.run({ eachMessage: async ({ message }) => resolve(message.value?.toString()) });
      });
      expect(received).toBe('鯨 🐋');
    } finally {
      await Promise.all([producer.disconnect(), consumer.disconnect()]);
    }
  });

  it.skipIf(flink === undefined)('Flink has one TaskManager with 8 slots, and the SQL gateway answers', async () => {
    expect(await json(`${flink?.rest}/overview`)).toMatchObject({
      taskmanagers: 1,
      'slots-total': 8,
      'flink-version': '1.20.3',
    });
    expect(await json(`${flink?.gateway}/v1/info`)).toMatchObject({ productName: 'Apache Flink', version: '1.20.3' });
  });

  it.skipIf(redis === undefined)('a private service can be killed without harm to the shared one', async () => {
    await using own = await privateServices('redis');
    expect(own.endpoints.redis?.port).not.toBe(redis?.port);
    expect(own.pids['redis']).toBeGreaterThan(0);
  });

  it('finds a browser', async () => {
    const path = await chromiumPath();
    expect(path === undefined || existsSync(path)).toBe(true);
  });
});
