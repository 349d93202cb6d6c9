import { describe, expect, test } from 'vitest';
import { describeSettings } from './describe-settings.ts';
import { readSettings } from './settings.ts';

const leaseOf = (environment: Readonly<Record<string, string>>): unknown =>
  readSettings({}, environment).settings.lease.value;

describe('readLease', () => {
  test.each([
    [
      { REDIS_HOST: 'r', REDIS_PORT: '6400' },
      { host: 'r', port: 6400 },
    ],
    [{ REDIS_URL: 'redis://r' }, { host: 'r', port: 6379 }],
    [
      { REDIS_URL: 'rediss://me:p%40ss@[::1]:6380/3', REDIS_TLS_CA_FILE: '/ca.pem', REDIS_TLS_SERVER_NAME: 'r' },
      {
        host: '::1',
        port: 6380,
        username: 'me',
        password: 'p@ss',
        database: 3,
        tls: { caFile: '/ca.pem', serverName: 'r' },
      },
    ],
    [
      { REDIS_URL: 'redis://r/', REDIS_USERNAME: 'me', REDIS_PASSWORD: 'x', REDIS_DATABASE: '2', REDIS_TLS: 'true' },
      { host: 'r', port: 6379, username: 'me', password: 'x', database: 2, tls: {} },
    ],
    [
      {
        REDIS_SENTINELS: 'a, b:26380,',
        REDIS_SENTINEL_MASTER: 'm',
        REDIS_SENTINEL_USERNAME: 'me',
        REDIS_SENTINEL_PASSWORD: 's',
        REDIS_PASSWORD: 'x',
      },
      {
        mode: 'sentinel',
        sentinels: [
          { host: 'a', port: 26_379 },
          { host: 'b', port: 26_380 },
        ],
        master: 'm',
        sentinelUsername: 'me',
        sentinelPassword: 's',
        password: 'x',
      },
    ],
    [
      { REDIS_CLUSTER: 'a:7000,[::1]:7001', REDIS_TLS: 'false' },
      {
        mode: 'cluster',
        nodes: [
          { host: 'a', port: 7000 },
          { host: '::1', port: 7001 },
        ],
      },
    ],
  ])('takes Redis in each of its forms: %j', (environment, address) => {
    expect(readSettings({}, environment).problems).toEqual([]);
    expect(leaseOf(environment)).toEqual({ kind: 'redis', ...address });
  });

  test.each([
    [{ REDIS_URL: 'redis://r', REDIS_HOST: 'r' }, 'REDIS_HOST', /REDIS_URL says where Redis is already/],
    [{ REDIS_URL: 'http://hunter2@r' }, 'REDIS_URL', /not an address of Redis/],
    [{ REDIS_URL: 'redis:hunter2' }, 'REDIS_URL', /not an address of Redis/],
    [{ REDIS_URL: 'redis://:hunter2@r/zero' }, 'REDIS_URL', /database that is not a number/],
    [{ REDIS_URL: 'redis://:hunter2%@r' }, 'REDIS_URL', /begins no escape/],
    [{ REDIS_URL: 'redis://:hunter2@r?tls=true' }, 'REDIS_URL', /behind `\?`/],
    [{ REDIS_URL: 'rediss://r', REDIS_TLS: 'false' }, 'REDIS_TLS', /contradicts/],
    [{ REDIS_HOST: 'r', REDIS_TLS: 'yes' }, 'REDIS_TLS', /neither `true` nor `false`/],
    [{ REDIS_HOST: 'r', REDIS_TLS_CA_FILE: '/ca.pem' }, 'REDIS_TLS_CA_FILE', /without TLS/],
    [{ REDIS_SENTINELS: ', ' }, 'REDIS_SENTINELS', /has no address/],
    [{ REDIS_SENTINELS: 'a:b:c' }, 'REDIS_SENTINELS', /not an address/],
    [{ REDIS_CLUSTER: 'a', REDIS_DATABASE: '1' }, 'REDIS_DATABASE', /database 0 only/],
    [{ REDIS_HOST: 'r', SLUICE_LEASE_FALLBACK: 'kafka' }, 'SLUICE_LEASE_FALLBACK', /nothing to fall back to/],
    [{ REDIS_HOST: 'r', REDIS_DATABASE: 'x' }, 'REDIS_DATABASE', /not a whole number/],
  ])('names what cannot be used, and how to mend it: %j', (environment, origin, message) => {
    const { problems } = readSettings({}, environment);
    expect(problems).toEqual([{ origin, message: expect.stringMatching(message), help: expect.stringMatching(/\w/) }]);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });

  test('is described part by part, each with its origin, and no password', () => {
    const sentinel = describeSettings(
      {},
      {
        REDIS_SENTINELS: 'a,[::1]:1',
        REDIS_SENTINEL_PASSWORD: 'hunter2',
        REDIS_TLS: 'true',
        REDIS_TLS_CA_FILE: '/ca.pem',
      },
    );
    expect(leaseRows(sentinel)).toEqual([
      'lease = redis (REDIS_SENTINELS)',
      'lease.mode = sentinel (REDIS_SENTINELS)',
      'lease.sentinels = a:26379,[::1]:1 (REDIS_SENTINELS)',
      'lease.master = mymaster (default)',
      'lease.sentinelPassword = ${secret:env/REDIS_SENTINEL_PASSWORD} (REDIS_SENTINEL_PASSWORD)',
      'lease.password = null (default)',
      'lease.tls = true (REDIS_TLS)',
      'lease.tls.caFile = /ca.pem (REDIS_TLS_CA_FILE)',
      'lease.fallback = none (default)',
    ]);
    const url = describeSettings(
      {},
      { REDIS_URL: 'rediss://me:hunter2@r', REDIS_DATABASE: '1', SLUICE_LEASE_FALLBACK: 'store' },
    );
    expect(leaseRows(url)).toEqual([
      'lease = redis (REDIS_URL)',
      'lease.mode = standalone (REDIS_URL)',
      'lease.host = r (REDIS_URL)',
      'lease.port = 6379 (REDIS_URL)',
      'lease.username = me (REDIS_URL)',
      'lease.database = 1 (REDIS_DATABASE)',
      'lease.password = ${secret:env/REDIS_URL} (REDIS_URL)',
      'lease.tls = true (REDIS_URL)',
      'lease.fallback = store (SLUICE_LEASE_FALLBACK)',
    ]);
  });
});

function leaseRows({ settings }: ReturnType<typeof describeSettings>): readonly string[] {
  const rows = settings.filter(({ name }) => name === 'lease' || name.startsWith('lease.'));
  return rows.map(({ name, value, origin }) => `${name} = ${value} (${origin})`);
}
