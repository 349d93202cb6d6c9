import { describe, expect, test } from 'vitest';
import { describeSettings } from './describe-settings.ts';

describe('describeSettings', () => {
  test('says of each setting where it came from, and no secret', () => {
    const environment = {
      MYSQL_ADDRESS: 'db:3307',
      MYSQL_USERNAME: 'sync',
      MYSQL_PASSWORD: 'hunter2',
      REDIS_HOST: 'cache',
      REDIS_PASSWORD: 'hunter2',
      SLUICE_TOKEN: 'hunter2',
      SLUICE_ALLOWED_HOSTS: 'Sluice.example.com, sluice',
      SLUICE_SERVER: 'http://me:hunter2@host:8470',
      KAFKA_BROKERS: 'a:9092,b:9092',
    };
    const { settings } = describeSettings({ port: '9000' }, environment);
    expect(JSON.stringify(settings)).not.toContain('hunter2');
    const told = Object.fromEntries(settings.map(({ name, value, origin }) => [name, [value, origin]]));
    expect(told).toMatchObject({
      port: [9000, '--port'],
      source: ['folder', 'default'],
      host: ['127.0.0.1', 'default'],
      allowedHosts: ['sluice.example.com,sluice', 'SLUICE_ALLOWED_HOSTS'],
      token: ['${secret:env/SLUICE_TOKEN}', 'SLUICE_TOKEN'],
      'store.host': ['db', 'MYSQL_ADDRESS'],
      'store.username': ['sync', 'MYSQL_USERNAME'],
      'store.database': ['sluice', 'default'],
      'store.password': ['${secret:env/MYSQL_PASSWORD}', 'MYSQL_PASSWORD'],
      'lease.port': [6379, 'default'],
      'lease.password': ['${secret:env/REDIS_PASSWORD}', 'REDIS_PASSWORD'],
      'bus.brokers': ['a:9092,b:9092', 'KAFKA_BROKERS'],
    });
  });

  test('says of a repository all but its token', () => {
    const environment = { SLUICE_GIT_URL: 'https://host/a.git', SLUICE_GIT_REF: 'main', SLUICE_GIT_TOKEN: 'hunter2' };
    const { settings } = describeSettings({ source: 'git' }, environment);
    expect(settings.filter(({ name }) => name.startsWith('git.'))).toEqual([
      { name: 'git.url', value: 'https://host/a.git', origin: 'SLUICE_GIT_URL' },
      { name: 'git.ref', value: 'main', origin: 'SLUICE_GIT_REF' },
      { name: 'git.path', value: '.', origin: 'default' },
      { name: 'git.poll', value: 30, origin: 'default' },
      { name: 'git.username', value: 'oauth2', origin: 'default' },
      { name: 'git.token', value: '${secret:env/SLUICE_GIT_TOKEN}', origin: 'SLUICE_GIT_TOKEN' },
    ]);
  });

  test('needs no environment, and hands on what is wrong', () => {
    expect(new Set(describeSettings({}, {}).settings.map(({ origin }) => origin))).toEqual(new Set(['default']));
    expect(describeSettings({}, { SLUICE_PORT: 'x' }).problems).toHaveLength(1);
  });

  test.each([
    { REDIS_HOST: 'r' },
    { REDIS_URL: 'redis://u:hunter2@r:6390' },
    { REDIS_SENTINELS: 's1,s2', REDIS_SENTINEL_MASTER: 'm' },
    { REDIS_CLUSTER: 'c1,c2' },
  ])('tells of every variable that is read, and repeats no secret: %j', (redis) => {
    const { origins, read, told } = describeEverything(redis);
    // a name that goes first hides the other, and so does a place of Redis
    const hidden = /^(MYSQL_USERNAME|KAFKA_BROKERS|SLUICE_STORE|REDIS_(URL|HOST|PORT|SENTINELS|CLUSTER))$/;
    expect([...read].filter((name) => !origins.has(name) && !hidden.test(name))).toEqual([]);
    expect(told).not.toContain('hunter2');
  });
});

/** Every variable that the settings ask for is given, by what they ask for. */
function describeEverything(redis: Readonly<Record<string, string>>) {
  const read = new Set<string>();
  const given: Readonly<Record<string, string>> = {
    ...redis,
    MYSQL_ADDRESS: 'db',
    SLUICE_GIT_URL: 'https://h/a.git',
    SLUICE_SERVER: 'http://me:hunter2@h',
    SLUICE_PORT: '1',
    SLUICE_CONCURRENCY: '1',
    SLUICE_GIT_POLL: '1',
    SLUICE_COMPILER_IDLE: '1',
    SLUICE_DRIFT_INTERVAL: '1',
    SLUICE_LOG_LEVEL: 'debug',
    SLUICE_LOG_FORMAT: 'text',
    SLUICE_LEASE_FALLBACK: 'store',
    SLUICE_SOURCE: 'git',
    REDIS_PORT: '1',
    REDIS_DATABASE: '0',
    REDIS_TLS: 'true',
    KAFKA_TLS: 'true',
    KAFKA_SASL_MECHANISM: 'scram-sha-256',
  };
  const environment = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get(_target, name) {
        if (typeof name !== 'string') return undefined;
        const place = /^REDIS_(URL|HOST|SENTINELS|CLUSTER)$|^SLUICE_STORE$/.test(name);
        if (!place || redis[name] !== undefined) read.add(name);
        if (place) return redis[name];
        return given[name] ?? (/PASSWORD|TOKEN|SECRET/.test(name) ? 'hunter2' : 'x');
      },
    },
  );
  const { settings, problems } = describeSettings({}, environment);
  return {
    read,
    origins: new Set(settings.map(({ origin }) => origin)),
    told: JSON.stringify({ settings, problems }),
  };
}
