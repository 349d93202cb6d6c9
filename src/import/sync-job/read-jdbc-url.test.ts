import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitAddress, withoutCredentials } from './read-jdbc-url.ts';

const MYSQL = { scheme: 'jdbc:mysql:', aliases: ['jdbc:mariadb:'], defaultPort: '3306' };
const SQLSERVER = {
  scheme: 'jdbc:sqlserver:',
  aliases: [],
  defaultPort: '1433',
  form: '//{host}:{port};databaseName={database}',
  propertiesStart: ';',
  propertiesSeparator: ';',
};

describe('splitAddress', () => {
  it('gives host, port, database and properties', () => {
    expect(
      splitAddress('jdbc:mysql://erp-db.example:3306/erp?useSSL=false&serverTimezone=Asia/Shanghai', MYSQL),
    ).toEqual({
      host: 'erp-db.example',
      port: '3306',
      database: 'erp',
      properties: { useSSL: 'false', serverTimezone: 'Asia/Shanghai' },
    });
    expect(splitAddress('jdbc:sqlserver://10.0.0.7:1433;databaseName=erp;encrypt=true', SQLSERVER)).toEqual({
      host: '10.0.0.7',
      port: '1433',
      database: 'erp',
      properties: { encrypt: 'true' },
    });
  });

  it.each([
    ['several servers', 'jdbc:mysql://a:3306,b:3306/erp'],
    ['no port, which would be written', 'jdbc:mysql://a/erp'],
    ['a property without a value', 'jdbc:mysql://a:3306/erp?useSSL'],
    ['a property that is there twice', 'jdbc:mysql://a:3306/erp?a=1&a=2'],
    ['a value that would be encoded', 'jdbc:mysql://a:3306/erp?a=x y'],
    ['another driver', 'jdbc:mariadb://a:3306/erp'],
    ['a place for -p', 'jdbc:mysql://${host}:3306/erp'],
  ])('gives nothing for %s', (_what, address) => {
    expect(splitAddress(address, MYSQL)).toBeUndefined();
  });
});

describe('withoutCredentials', () => {
  it('takes user and password out, wherever they stand', () => {
    expect(withoutCredentials('jdbc:mysql://sync:s3cret@a:3306/erp?useSSL=false')).toEqual({
      url: 'jdbc:mysql://a:3306/erp?useSSL=false',
      username: 'sync',
      password: 's3cret',
    });
    expect(withoutCredentials('jdbc:mysql://a:3306/erp?user=sync&password=s3cret&useSSL=false')).toEqual({
      url: 'jdbc:mysql://a:3306/erp?useSSL=false',
      username: 'sync',
      password: 's3cret',
    });
    expect(withoutCredentials('jdbc:mysql://a:3306/erp?user=sync')).toEqual({
      url: 'jdbc:mysql://a:3306/erp',
      username: 'sync',
    });
  });

  it('leaves no password in any address', () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    fc.assert(
      fc.property(part, part, fc.array(fc.tuple(part, part)), fc.nat(3), (user, host, properties, at) => {
        const pairs = properties.map(([key, value]) => `${key}=${value}`);
        pairs.splice(at, 0, `password=S3CRET`, `user=${user}`);
        const { url, password } = withoutCredentials(`jdbc:mysql://${host}:3306/erp?${pairs.join('&')}`);
        expect(url).not.toContain('S3CRET');
        expect(password).toBe('S3CRET');
        expect(url).not.toMatch(/[?&]$|\?&|&&/);
      }),
    );
  });
});
