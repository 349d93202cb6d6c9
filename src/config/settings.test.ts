import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { LABEL_PATTERN, readSettings } from './settings.ts';

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

  test('labels are those that a pipeline can ask for', async () => {
    expect(readSettings({}, {}).settings.labels.value).toEqual([]);
    expect(readSettings({}, { SLUICE_LABELS: ' gpu, dc-a,,gpu' }).settings.labels).toEqual({
      value: ['dc-a', 'gpu'],
      origin: 'SLUICE_LABELS',
    });
    expect(readSettings({ labels: 'x' }, { SLUICE_LABELS: 'y' }).settings.labels.value).toEqual(['x']);
    for (const strange of ['GPU', 'a b', '[x]', `a${'-'.repeat(60)}a`])
      expect(readSettings({}, { SLUICE_LABELS: strange }).problems).toMatchObject([{ origin: 'SLUICE_LABELS' }]);
    const many = Array.from({ length: 400 }, (_, index) => `label-${index}`).join(',');
    expect(readSettings({}, { SLUICE_LABELS: many }).problems).toMatchObject([{ origin: 'SLUICE_LABELS' }]);
    const schema = await readFile(new URL('../../schemas/pipeline.schema.json', import.meta.url), 'utf8');
    expect(schema).toContain(JSON.stringify(LABEL_PATTERN));
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
    [{ SLUICE_ALLOWED_HOSTS: 'https://sluice.example.com' }, 'SLUICE_ALLOWED_HOSTS'],
    [{ SLUICE_ALLOWED_HOSTS: 'a,*' }, 'SLUICE_ALLOWED_HOSTS'],
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

  test('refuses a source that there is not', () => {
    const { settings, problems } = readSettings({}, { SLUICE_SOURCE: 'svn' });
    expect(problems).toEqual([
      expect.objectContaining({ origin: 'SLUICE_SOURCE', message: expect.stringMatching(/`svn` is no source/) }),
    ]);
    expect(settings.source.value).toBe('folder');
  });

  test('takes a repository with the source git alone', () => {
    const environment = {
      SLUICE_GIT_URL: 'https://git.example.com/etl.git',
      SLUICE_GIT_POLL: '5',
      SLUICE_GIT_TOKEN: 't',
    };
    expect(readSettings({}, environment).settings.git.value).toBeUndefined();
    const { settings, problems } = readSettings({ source: 'git' }, environment);
    expect(problems).toEqual([]);
    expect(settings.git).toEqual({
      value: {
        url: 'https://git.example.com/etl.git',
        ref: undefined,
        path: '.',
        pollMs: 5_000,
        username: 'oauth2',
        token: 't',
      },
      origin: 'SLUICE_GIT_URL',
    });
  });

  test.each(['ssh://git@host:22/a.git', 'git@host:group/a.git', 'file:///srv/a.git', 'http://127.0.0.1:3000/a.git'])(
    'takes the address %s',
    (url) => {
      expect(readSettings({ source: 'git' }, { SLUICE_GIT_URL: url }).problems).toEqual([]);
    },
  );

  test.each([
    [{}, '--source'],
    [{ SLUICE_GIT_URL: 'https://me:hunter2@host/a.git' }, 'SLUICE_GIT_URL'],
    [{ SLUICE_GIT_URL: 'https://hunter2@host/a.git' }, 'SLUICE_GIT_URL'],
    [{ SLUICE_GIT_URL: 'https://host/a.git?private_token=hunter2' }, 'SLUICE_GIT_URL'],
    [{ SLUICE_GIT_URL: 'ext::sh -c hunter2' }, 'SLUICE_GIT_URL'],
    [{ SLUICE_GIT_URL: '--upload-pack=hunter2' }, 'SLUICE_GIT_URL'],
    [{ SLUICE_GIT_URL: 'file:///a', SLUICE_GIT_REF: '--all' }, 'SLUICE_GIT_REF'],
    [{ SLUICE_GIT_URL: 'file:///a', SLUICE_GIT_REF: 'a..b' }, 'SLUICE_GIT_REF'],
    [{ SLUICE_GIT_URL: 'file:///a', SLUICE_GIT_PATH: '../b' }, 'SLUICE_GIT_PATH'],
    [{ SLUICE_GIT_URL: 'file:///a', SLUICE_GIT_POLL: '0' }, 'SLUICE_GIT_POLL'],
  ])('refuses a repository, and repeats no secret: %j', (environment, origin) => {
    const { problems } = readSettings({ source: 'git' }, environment);
    expect(problems.map((problem) => problem.origin)).toEqual([origin]);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });

  test('reads an IPv6 address', () => {
    expect(readSettings({}, { MYSQL_ADDRESS: '[::1]:3307' }).settings.store.value).toMatchObject({
      host: '::1',
      port: 3307,
    });
  });

  test.each([
    [undefined, 90 * 86_400_000, 0],
    ['30d', 30 * 86_400_000, 0],
    ['forever', undefined, 0],
    ['6d', undefined, 1],
    ['90', undefined, 1],
    ['12h', undefined, 1],
  ])('keeps runs for SLUICE_KEEP_RUNS=%s', (text, expected, mistakes) => {
    const { settings, problems } = readSettings({}, { SLUICE_KEEP_RUNS: text });
    expect([settings.keepRuns.value, problems.length]).toEqual([expected, mistakes]);
  });

  test.each([
    [undefined, 10 * 1024 ** 3, 0],
    ['500MB', 500 * 1024 ** 2, 0],
    ['none', undefined, 0],
    ['0MB', undefined, 1],
    ['10', undefined, 1],
    ['10gb', undefined, 1],
  ])('holds logs to SLUICE_LOG_QUOTA=%s', (text, expected, mistakes) => {
    const { settings, problems } = readSettings({}, { SLUICE_LOG_QUOTA: text });
    expect([settings.logQuota.value, problems.length]).toEqual([expected, mistakes]);
  });
});
