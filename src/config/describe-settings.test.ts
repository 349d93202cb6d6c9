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

  test('needs no environment, and hands on what is wrong', () => {
    expect(describeSettings({}, {}).settings.map(({ origin }) => origin)).toEqual(Array<string>(12).fill('default'));
    expect(describeSettings({}, { SLUICE_PORT: 'x' }).problems).toHaveLength(1);
  });
});
