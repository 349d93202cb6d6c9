import { describe, expect, it } from 'vitest';
import { datasource } from '../../../../test/support/pipeline-node.ts';
import { createSystemClock } from '../../observe/index.ts';
import { createScrubber, createSecrets } from '../../secrets/index.ts';
import { LOOK_LIMITS, type LookContext } from '../look-context.ts';
import { mysqlLogin } from './mysql-login.ts';

const context: LookContext = {
  root: '/',
  secrets: createSecrets({ environment: { ERP_PASSWORD: 'pw', ERP_HOST: 'erp-db' } }),
  scrubber: createScrubber(),
  clock: createSystemClock(),
  signal: new AbortController().signal,
  limits: LOOK_LIMITS,
  sizes: false,
};

const { host: _, port: __, database: ___, ...account } = datasource('erp');

describe('mysqlLogin', () => {
  it('takes host, port and database, references resolved', async () => {
    const host = { kind: 'run-time-text' as const, parts: [{ kind: 'env' as const, name: 'ERP_HOST' }, '.example'] };
    expect(await mysqlLogin({ ...datasource('erp'), host }, context)).toEqual({
      host: 'erp-db.example',
      port: 3306,
      database: 'erp',
      username: 'sync',
      password: 'pw',
      tls: false,
      key: 'host',
    });
  });

  it.each([
    ['jdbc:mysql://db:3307/shop?useSSL=true', 'db', 3307, 'shop'],
    ['jdbc:mariadb://db/shop', 'db', 3306, 'shop'],
    ['jdbc:mysql://db', 'db', 3306, undefined],
    ['jdbc:mysql:loadbalance://db1:3307,db2:3308/shop', 'db1', 3307, 'shop'],
    ['jdbc:mysql://[::1]:3307/shop', '::1', 3307, 'shop'],
  ])('takes %s apart', async (url, host, port, database) => {
    expect(await mysqlLogin({ ...account, url }, context)).toMatchObject({ host, port, key: 'url' });
    expect((await mysqlLogin({ ...account, url }, context)).database).toBe(database);
  });

  it.each([
    [{ useSSL: 'true' }, 'encrypted'],
    [{ useSSL: 'true', verifyServerCertificate: 'true' }, 'verified'],
    [{ sslMode: 'VERIFY_IDENTITY' }, 'verified'],
    [{ sslMode: 'verify-full' }, 'verified'],
    [{ sslMode: 'DISABLED', useSSL: 'true' }, false],
    [{ useSSL: 'false' }, false],
  ])('reads %o as drivers do', async (properties: Readonly<Record<string, string>>, tls) => {
    expect((await mysqlLogin({ ...datasource('erp'), properties }, context)).tls).toBe(tls);
  });

  it.each([
    [{ port: 'http' }, ['port']],
    [{ port: '70000' }, ['port']],
    [{ url: 'mysql at db' }, ['url']],
  ])('refuses %o', async (more, key) => {
    await expect(mysqlLogin({ ...datasource('erp'), ...more }, context)).rejects.toMatchObject({
      failure: { kind: 'not-readable', key },
    });
  });

  it('names a variable and a secret that are not set', async () => {
    const secrets = createSecrets({ environment: {} });
    await expect(mysqlLogin(datasource('erp'), { ...context, secrets })).rejects.toMatchObject({
      failure: { kind: 'not-set', subject: 'secret:env/ERP_PASSWORD', key: ['password'] },
    });
  });
});
