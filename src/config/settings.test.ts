import { describe, expect, test } from 'vitest';
import { readSettings } from './settings.ts';

describe('readSettings', () => {
  test('needs nothing: embedded store, lease in the store, event files', () => {
    const { settings, problems } = readSettings({}, {});
    expect(problems).toEqual([]);
    expect(settings.store).toEqual({ value: { kind: 'sqlite', path: '.sluice/state/sluice.db' }, origin: 'default' });
    expect(settings.lease.value).toEqual({ kind: 'store' });
    expect(settings.bus.value).toEqual({ kind: 'embedded', dir: '.sluice/state/events' });
  });

  test('takes the names in use at sites that come from xxl-job as they are', () => {
    const { settings } = readSettings(
      {},
      {
        MYSQL_ADDRESS: '172.17.0.103:3307',
        MYSQL_DATABASE: 'xxl_job',
        MYSQL_USERNAME: 'old',
        MYSQL_USER: 'root',
        MYSQL_PASSWORD: 'pw',
        REDIS_HOST: 'r',
        REDIS_PORT: '6400',
        REDIS_PASSWORD: 'x',
      },
    );
    expect(settings.store).toEqual({
      value: { kind: 'mysql', host: '172.17.0.103', port: 3307, database: 'xxl_job', username: 'root', password: 'pw' },
      origin: 'MYSQL_ADDRESS',
    });
    expect(settings.lease.value).toEqual({ kind: 'redis', host: 'r', port: 6400, password: 'x' });
  });

  test('a flag beats the environment, and says so', () => {
    expect(readSettings({ port: '9000' }, { SLUICE_PORT: '8000' }).settings.port).toEqual({
      value: 9000,
      origin: '--port',
    });
    expect(readSettings({}, { SLUICE_PORT: '8000' }).settings.port).toEqual({ value: 8000, origin: 'SLUICE_PORT' });
  });

  test.each([
    [{ SLUICE_PORT: 'eighty' }, 'SLUICE_PORT'],
    [{ SLUICE_PORT: '70000' }, 'SLUICE_PORT'],
    [{ MYSQL_ADDRESS: 'a:b:c' }, 'MYSQL_ADDRESS'],
    [{ SLUICE_STORE: 'oracle' }, 'SLUICE_STORE'],
    [{ SLUICE_STORE: 'mysql' }, 'SLUICE_STORE'],
    [{ REDIS_HOST: 'r', REDIS_PORT: '0' }, 'REDIS_PORT'],
  ])('names the origin of what cannot be used: %j', (environment, origin) => {
    expect(readSettings({}, environment).problems.map((problem) => problem.origin)).toEqual([origin]);
  });

  test('takes desired state from the folder unless told to take reviewed plans only', () => {
    expect(readSettings({}, {}).settings.source).toEqual({ value: 'folder', origin: 'default' });
    expect(readSettings({ source: 'apply' }, { SLUICE_SOURCE: 'folder' }).settings.source).toEqual({
      value: 'apply',
      origin: '--source',
    });
  });

  test.each([
    ['git', 'SLUICE_SOURCE', /does not fetch a repository by itself/],
    ['svn', 'SLUICE_SOURCE', /`svn` is no source/],
  ])('refuses the source %s', (value, origin, message) => {
    const { settings, problems } = readSettings({}, { SLUICE_SOURCE: value });
    expect(problems).toEqual([expect.objectContaining({ origin, message: expect.stringMatching(message) })]);
    expect(settings.source.value).toBe('folder');
  });

  test('reads an IPv6 address', () => {
    expect(readSettings({}, { MYSQL_ADDRESS: '[::1]:3307' }).settings.store.value).toMatchObject({
      host: '::1',
      port: 3307,
    });
  });
});
