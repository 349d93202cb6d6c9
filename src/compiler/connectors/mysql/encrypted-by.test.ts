import { describe, expect, test } from 'vitest';
import { encryptedBy } from './encrypted-by.ts';

describe('the property that wants a connection to MySQL or MariaDB encrypted', () => {
  test.each([
    [{ useSSL: 'true' }, undefined, 'useSSL'],
    [{ useSsl: 'TRUE' }, undefined, 'useSsl'],
    [{ requireSSL: 'true' }, undefined, 'requireSSL'],
    [{ sslMode: 'VERIFY_IDENTITY', useSSL: 'false' }, undefined, 'sslMode'],
    [{ sslMode: 'verify-full' }, undefined, 'sslMode'],
    [{ serverSslCert: '/etc/ca.pem' }, undefined, 'serverSslCert'],
    [{}, 'jdbc:mysql://db:3306/shop?connectTimeout=3&sslMode=REQUIRED', 'sslMode'],
    [{}, 'jdbc:mariadb://db/shop?useSSL=true', 'useSSL'],
  ])('of %j and %s is %s', (properties, url, key) => {
    expect(encryptedBy({ properties, url })).toBe(key);
  });

  test.each([
    [{}, undefined],
    [{ useSSL: 'false', requireSSL: 'true' }, undefined],
    [{ sslMode: 'DISABLED', trustCertificateKeyStoreUrl: 'file:ca' }, undefined],
    [{ sslMode: 'preferred', useSSL: 'true' }, undefined],
    [{ useCursorFetch: 'true' }, 'jdbc:mysql://db:3306/shop?useSSL=false'],
    [{}, 'jdbc:mysql://db:3306/shop'],
  ])('is none in %j and %s', (properties, url) => {
    expect(encryptedBy({ properties, url })).toBeUndefined();
  });
});
