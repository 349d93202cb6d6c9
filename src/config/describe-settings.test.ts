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
    expect(describeSettings({}, {}).settings.map(({ origin }) => origin)).toEqual(Array<string>(14).fill('default'));
    expect(describeSettings({}, { SLUICE_PORT: 'x' }).problems).toHaveLength(1);
  });
});
