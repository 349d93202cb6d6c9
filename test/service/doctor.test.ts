import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection, type Connection } from 'mysql2/promise';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wordsOf } from '../../src/message/index.ts';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import type { DiagnoseOptions } from '../../src/runtime/diagnose.ts';
import { createMysqlStore } from '../../src/runtime/store/index.ts';
import { diagnoseHere } from '../support/diagnose-here.ts';
import { freePort } from '../support/free-port.ts';
import { oldMysql } from '../support/old-mysql.ts';
import { privateServices } from '../support/private-service.ts';
import { REDIS_PASSWORD, RedisServers } from '../support/redis-servers.ts';
import { stack } from '../support/stack.ts';
import { tempDir } from '../support/temp-dir.ts';

const { mariadb, redis, kafka } = await stack();
const clock = createSystemClock();
const SECRET = 'hunter2-is-wrong';

/** What is looked at by name, with state and words; none of it may hold the secret. */
async function look(options: Partial<DiagnoseOptions>): Promise<Map<string, string>> {
  await using folder = await tempDir();
  const results = await diagnoseHere(folder.path, options);
  expect(JSON.stringify(results)).not.toContain(SECRET);
  return new Map(
    results.map(({ name, state, seen, fix }) => [
      name,
      `${state}: ${wordsOf(seen)}${fix === undefined ? '' : ` | ${wordsOf(fix)}`}`,
    ]),
  );
}

describe.skipIf(mariadb === undefined)('the doctor of MariaDB', () => {
  if (mariadb === undefined) return;
  const database = 'sluice_doctor';
  const server = { kind: 'mysql', host: mariadb.host, port: mariadb.port, database } as const;
  const { username, password } = mariadb;
  let admin: Connection;
  beforeAll(async () => {
    admin = await createConnection({ host: mariadb.host, port: mariadb.port, user: username, password });
    await admin.query(`CREATE DATABASE ${database}`);
    await admin.query(`CREATE USER doctor_reader@'%' IDENTIFIED BY 'pw'`);
    await admin.query(`GRANT SELECT, INSERT ON \`sluice\\_doctor\`.* TO doctor_reader@'%'`);
  });
  afterAll(async () => {
    await admin.query(`DROP DATABASE ${database}`);
    await admin.query('DROP USER doctor_reader');
    await admin.end();
  });

  test('finds a whole one well, and what another build made of it', async () => {
    const empty = await look({ store: { ...server, username, password } });
    expect([...empty.entries()].filter(([name]) => name.startsWith('store.'))).toEqual([
      ['store.reach', expect.stringMatching(/^ok: .* takes the user/)],
      ['store.version', expect.stringMatching(/^ok: .*MariaDB/)],
      ['store.database', expect.stringMatching(/^ok/)],
      ['store.privileges', expect.stringMatching(/^ok/)],
      ['store.writable', expect.stringMatching(/^ok/)],
      ['store.settings', expect.any(String)],
      ['store.clock', expect.stringMatching(/^ok/)],
      ['store.schema', expect.stringMatching(/^ok: there are no tables yet/)],
    ]);

    const store = createMysqlStore({ ...server, username, password, clock });
    await store.open(clock.now());
    const facts = { name: 'host:1:1', host: 'host', version: '0.9.0', project: 'p', environment: 'e', roles: [] };
    await store.beat({ ...facts, startedAt: 1, drained: false }, clock.now());
    await store.close();
    await admin.query(`INSERT INTO ${database}.sluice_migration VALUES (9999, 'of-tomorrow', 'x', 1)`);
    const newer = await look({ store: { ...server, username, password } });
    expect(newer.get('store.schema')).toMatch(/^failed: schema 9999 is newer .* \| upgrade this host/);
    expect(newer.get('store.processes')).toMatch(/^warning: .*host:1:1 \(0\.9\.0\)/);
  });

  test.each<readonly [string, object, string, RegExp]>([
    ['a wrong password', { username, password: SECRET }, 'store', /^failed: .* refuses the user .* \| check the user/],
    [
      'missing privileges',
      { username: 'doctor_reader', password: 'pw' },
      'store.privileges',
      /^failed: `doctor_reader` may not UPDATE, DELETE, CREATE, ALTER, INDEX .* \| GRANT UPDATE, DELETE, CREATE/,
    ],
    [
      'a database that is not there',
      { username, password, database: 'sluice_nowhere' },
      'store.database',
      /^warning: there is no database `sluice_nowhere`.* \| create it/,
    ],
  ])('says the fix of %s', async (_what, more, name, text) => {
    const seen = await look({ store: { ...server, username: '', password: '', ...more } });
    expect(seen.get(name)).toMatch(text);
    expect(seen.get('host.node')).toMatch(/^ok/);
  });

  test('finds a server that takes no writes', async () => {
    // of its own: the others go on writing
    await using own = await privateServices('mariadb');
    if (own.endpoints.mariadb === undefined) throw new Error('it was asked for');
    const { host, port, ...login } = own.endpoints.mariadb;
    const replica = await createConnection({ host, port, user: login.username, password: login.password });
    await replica.query('SET GLOBAL read_only = 1');
    await replica.end();
    const seen = await look({ store: { ...server, host, port, ...login } });
    expect(seen.get('store.writable')).toMatch(/^failed: .*read-only.* \| let MYSQL_ADDRESS name the primary/);
  });
});

describe('the doctor of what is not there', () => {
  test('tells of each, of no secret, and of the rest', async () => {
    const port = await freePort();
    const seen = await look({
      store: { kind: 'mysql', host: '127.0.0.1', port, database: 'd', username: 'u', password: SECRET },
      lease: { kind: 'redis', host: '127.0.0.1', port, password: SECRET },
      bus: { kind: 'kafka', brokers: [`127.0.0.1:${port}`] },
      git: { url: `http://127.0.0.1:${port}/a.git`, ref: undefined, path: '.', username: 'u', token: SECRET },
    });
    for (const name of ['store', 'lease', 'bus', 'source.git'])
      expect([name, seen.get(name)]).toEqual([name, expect.stringMatching(/^failed: .+ \| .+/)]);
    expect(seen.get('host.state')).toMatch(/^ok/);
  });

  test('knows a server that is too old by what it says of itself', async () => {
    await using old = await oldMysql('5.7.44-log');
    const store = { kind: 'mysql', host: '127.0.0.1', port: old.port, database: 'd' } as const;
    const seen = await look({ store: { ...store, username: 'u', password: SECRET } });
    expect(seen.get('store.version')).toMatch(/^failed: .*5\.7\.44.*no SKIP LOCKED \| use MySQL 8\.0 or newer/);
  });
});

describe.skipIf(redis === undefined)('the doctor of Redis', () => {
  test('tells a refused login, a replica, and one that evicts', async () => {
    await using folder = await tempDir();
    await using servers = new RedisServers(folder.path);
    const master = await servers.start([
      `requirepass ${REDIS_PASSWORD}`,
      'maxmemory 50mb',
      'maxmemory-policy allkeys-lru',
    ]);
    const replica = await servers.start([
      `replicaof 127.0.0.1 ${master.port}`,
      `masterauth ${REDIS_PASSWORD}`,
      'maxmemory-policy noeviction',
    ]);
    const at = async (port: number, password?: string) =>
      look({
        lease: { kind: 'redis', host: '127.0.0.1', port, ...(password === undefined ? {} : { password }) },
      });
    const whole = await at(master.port, REDIS_PASSWORD);
    expect(whole.get('lease.reach')).toMatch(/^ok/);
    expect(whole.get('lease.version')).toMatch(/^ok: the server is Redis \d/);
    expect(whole.get('lease.clock')).toMatch(/^ok/);
    expect(whole.get('lease.eviction')).toMatch(/^warning: .*allkeys-lru.* \| set maxmemory-policy to noeviction/);
    expect((await at(master.port, SECRET)).get('lease')).toMatch(/^failed: .*refuses the login \| .*password of Redis/);
    expect((await at(master.port)).get('lease')).toMatch(/^failed: .*refuses the login \| .*password of Redis/);
    const second = await at(replica.port);
    expect(second.get('lease.role')).toMatch(/^failed: it is a replica/);
    expect(second.get('lease.eviction')).toMatch(/^ok/);
    const client = new Redis(master.port, '127.0.0.1', { password: REDIS_PASSWORD });
    expect(await client.keys('*')).toEqual([]);
    client.disconnect();
  });
});

describe.skipIf(kafka === undefined)('the doctor of Kafka', () => {
  test('tells of the topics, and creates none', async () => {
    if (kafka === undefined) return;
    const seen = await look({ bus: { kind: 'kafka', brokers: kafka.brokers } });
    expect(seen.get('bus.reach')).toMatch(/^ok: Kafka on .* brokers: 1/);
    expect(seen.get('bus.topics')).toMatch(/^(ok|warning): .+/);
  });
});

describe('the doctor of the embedded store', () => {
  test('reads a file that is none as that', async () => {
    await using folder = await tempDir();
    const path = join(folder.path, 'sluice.db');
    await writeFile(path, 'no database at all, but long enough to be looked at as one by whoever opens it');
    const seen = await look({ store: { kind: 'sqlite', path } });
    expect(seen.get('store.file')).toMatch(/^failed: the store .* cannot be read.* \| /);
  });
});
