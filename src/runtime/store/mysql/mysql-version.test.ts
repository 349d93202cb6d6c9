import { expect, test } from 'vitest';
import { checkMysqlVersion } from './mysql-version.ts';

test.each(['8.0.1', '8.4.3', '9.7.4-2', '10.6.0-MariaDB', '5.5.5-10.11.19-MariaDB-0+deb12u1', '11.4.5-MariaDB'])(
  'checkMysqlVersion takes %s',
  (version) => expect(() => checkMysqlVersion(version)).not.toThrow(),
);

test.each(['5.7.44-log', '8.0.0', '10.5.29-MariaDB', '5.5.5-10.3.39-MariaDB', 'unreadable'])(
  'checkMysqlVersion refuses %s and says what to use',
  (version) =>
    expect(() => checkMysqlVersion(version)).toThrow(
      expect.objectContaining({
        code: 'STORE_UNSUPPORTED',
        retryable: false,
        help: expect.stringContaining('MySQL 8'),
      }),
    ),
);
