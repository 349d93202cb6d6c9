import { createConnection, type Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Terminal } from '../../src/cli/terminal.ts';
import { doctorDocument, renderDoctor } from '../../src/cli/views/doctor-view.ts';
import { catalogueOf } from '../../src/message/index.ts';
import type { DiagnoseOptions } from '../../src/runtime/diagnose.ts';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import type { Clock } from '../../src/runtime/ports/index.ts';
import { diagnoseHere } from '../support/diagnose-here.ts';
import { freePort } from '../support/free-port.ts';
import { oldMysql } from '../support/old-mysql.ts';
import { privateServices } from '../support/private-service.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { REDIS_PASSWORD, RedisServers } from '../support/redis-servers.ts';
import { stack } from '../support/stack.ts';
import { tempDir } from '../support/temp-dir.ts';

const { mariadb, redis } = await stack();
const clock = createSystemClock();
const SECRET = 'hunter2-is-not-it';
const DATABASE = 'sluice_doctor_texts';
const GOLDEN = '../golden/doctor';

/** What `sluice doctor` says of services, as text in both languages and as JSON, without what is another each time. */
async function told(options: Partial<DiagnoseOptions>): Promise<string> {
  await using folder = await tempDir();
  const results = await diagnoseHere(folder.path, options);
  // this machine's own are for the tests of single checks
  const services = results.filter(({ name }) => !name.startsWith('host.'));
  const document = doctorDocument('prod', services, undefined);
  const conforms = publishedSchema('doctor');
  conforms(document);
  expect(conforms.errors ?? []).toEqual([]);
  const texts = (['en', 'zh'] as const).map(async (lang) =>
    renderDoctor(services, new Terminal({ color: false, lang }), await catalogueOf(lang)),
  );
  const all = [...(await Promise.all(texts)), JSON.stringify(document, undefined, 2)].join('\n\n');
  expect(all).not.toContain(SECRET);
  return `${withoutMachine(all, folder.path)}\n`;
}

function withoutMachine(text: string, folder: string): string {
  return text
    .replaceAll(folder, 'FOLDER')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'HOST:PORT')
    .replaceAll(/\d+\.\d+\.\d+-MariaDB[^\s"]*/g, 'A.B.C-MariaDB')
    .replaceAll(/(Redis`?) \d+\.\d+\.\d+/g, '$1 A.B.C')
    .replaceAll(/(clock is |时钟[^-\d]*)-?\d+ ?(ms|毫秒)/g, '$1N $2')
    .replaceAll(/ +$/gm, '')
    .replaceAll(/(\S)  +(?=\S)/g, '$1  ');
}

/** This machine's clock as one that is wrong by so much. */
function shifted(ms: number): Clock {
  return { ...clock, now: () => clock.now() + ms };
}

test('of services that are not there', async () => {
  const port = await freePort();
  const said = await told({
    store: { kind: 'mysql', host: '127.0.0.1', port, database: 'd', username: 'u', password: SECRET },
    lease: { kind: 'redis', host: '127.0.0.1', port, password: SECRET },
    bus: { kind: 'kafka', brokers: [`127.0.0.1:${port}`] },
  });
  await expect(said).toMatchFileSnapshot(`${GOLDEN}/down.txt`);
});

test('of a server that is too old', async () => {
  await using old = await oldMysql('5.7.44-log');
  const store = { kind: 'mysql', host: '127.0.0.1', port: old.port, database: 'd', username: 'u' } as const;
  await expect(await told({ store: { ...store, password: SECRET } })).toMatchFileSnapshot(`${GOLDEN}/too-old.txt`);
});

test('of authorities that cannot be read', async () => {
  const lease = { kind: 'redis', host: '127.0.0.1', port: 1, tls: { caFile: '/nowhere/ca.pem' } } as const;
  await expect(await told({ lease })).toMatchFileSnapshot(`${GOLDEN}/authorities.txt`);
});

describe.skipIf(mariadb === undefined || redis === undefined)('of MariaDB and Redis', () => {
  if (mariadb === undefined || redis === undefined) return;
  const server = { kind: 'mysql', host: mariadb.host, port: mariadb.port, database: DATABASE } as const;
  const login = { username: mariadb.username, password: mariadb.password };
  const lease = { kind: 'redis', host: redis.host, port: redis.port, password: redis.password } as const;
  let admin: Connection;
  beforeAll(async () => {
    admin = await createConnection({
      host: server.host,
      port: server.port,
      user: login.username,
      password: login.password,
    });
    await admin.query(`CREATE DATABASE ${DATABASE}`);
    await admin.query(`CREATE USER doctor_texts@'%' IDENTIFIED BY 'pw'`);
    await admin.query(`GRANT SELECT, INSERT ON \`sluice\\_doctor\\_texts\`.* TO doctor_texts@'%'`);
  });
  afterAll(async () => {
    await admin.query(`DROP DATABASE ${DATABASE}`);
    await admin.query('DROP USER doctor_texts');
    await admin.end();
  });

  test.each<readonly [string, () => Partial<DiagnoseOptions>]>([
    ['clock-skew', () => ({ store: { ...server, ...login }, lease, clock: shifted(-90_000) })],
    [
      'refused-login',
      () => ({ store: { ...server, ...login, password: SECRET }, lease: { ...lease, password: SECRET } }),
    ],
    ['missing-privileges', () => ({ store: { ...server, username: 'doctor_texts', password: 'pw' } })],
    ['no-database', () => ({ store: { ...server, ...login, database: 'sluice_nowhere' } })],
  ])('%s', async (name, options) => {
    await expect(await told(options())).toMatchFileSnapshot(`${GOLDEN}/${name}.txt`);
  });

  test('well', async () => {
    // of its own, as the settings of the others are for speed
    await using own = await privateServices('mariadb');
    if (own.endpoints.mariadb === undefined) throw new Error('it was asked for');
    const { host, port, username, password } = own.endpoints.mariadb;
    const whole = await createConnection({ host, port, user: username, password });
    await whole.query('SET GLOBAL innodb_flush_log_at_trx_commit = 1');
    await whole.query(`CREATE DATABASE ${DATABASE}`);
    await whole.end();
    const said = await told({ store: { ...server, host, port, username, password }, lease });
    expect(said).not.toMatch(/^(warning|failed)/m);
    await expect(said).toMatchFileSnapshot(`${GOLDEN}/well.txt`);
  });

  test('that take no writes', async () => {
    // of their own: the others go on writing
    await using own = await privateServices('mariadb');
    await using folder = await tempDir();
    await using servers = new RedisServers(folder.path);
    if (own.endpoints.mariadb === undefined) throw new Error('it was asked for');
    const { host, port, username, password } = own.endpoints.mariadb;
    const replica = await createConnection({ host, port, user: username, password });
    await replica.query('SET GLOBAL read_only = 1');
    await replica.end();
    const master = await servers.start([`requirepass ${REDIS_PASSWORD}`]);
    const second = await servers.start([`replicaof 127.0.0.1 ${master.port}`, `masterauth ${REDIS_PASSWORD}`]);
    const said = await told({
      store: { ...server, host, port, username, password },
      lease: { kind: 'redis', host: '127.0.0.1', port: second.port },
    });
    await expect(said).toMatchFileSnapshot(`${GOLDEN}/read-only.txt`);
  });
});
