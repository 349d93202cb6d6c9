import { describe, expect, it } from 'vitest';
import { holds, type Asked } from './grants.ts';
import { parseGrants } from './parse-grants.ts';

const ORDERS: Asked = { database: 'shop', table: 'orders' };

describe('parseGrants', () => {
  const cases: readonly [what: string, lines: readonly string[], privilege: string, asked: Asked, expected: boolean][] =
    [
      ['a table’s own', ['GRANT SELECT, INSERT ON `shop`.`orders` TO `u`@`%`'], 'INSERT', ORDERS, true],
      ['another table’s', ['GRANT SELECT ON `shop`.`orders_2` TO `u`@`%`'], 'SELECT', ORDERS, false],
      ['no more than is listed', ['GRANT SELECT, INSERT ON `shop`.* TO `u`@`%`'], 'UPDATE', ORDERS, false],
      ['a database', ['GRANT SELECT ON `shop`.* TO `u`@`%`'], 'SELECT', ORDERS, true],
      ['all of a database', ['GRANT ALL PRIVILEGES ON `shop`.* TO `u`@`%` WITH GRANT OPTION'], 'DROP', ORDERS, true],
      [
        'everything',
        ["GRANT ALL PRIVILEGES ON *.* TO 'root'@'localhost' IDENTIFIED BY PASSWORD '*AB ON x.* TO'"],
        'DELETE',
        ORDERS,
        true,
      ],
      ['usage alone', ['GRANT USAGE ON *.* TO `u`@`%`'], 'SELECT', ORDERS, false],
      ['a pattern', ['GRANT SELECT ON `sh%`.* TO `u`@`%`'], 'SELECT', ORDERS, true],
      ['one character', ['GRANT SELECT ON `db_1`.* TO `u`@`%`'], 'SELECT', { database: 'dbx1', table: 't' }, true],
      [
        'an escaped underscore',
        ['GRANT SELECT ON `db\\_1`.* TO `u`@`%`'],
        'SELECT',
        { database: 'dbx1', table: 't' },
        false,
      ],
      [
        'an escaped underscore itself',
        ['GRANT SELECT ON `db\\_1`.* TO `u`@`%`'],
        'SELECT',
        { database: 'db_1', table: 't' },
        true,
      ],
      ['no pattern where a table is named', ['GRANT SELECT ON `sh%`.`orders` TO `u`@`%`'], 'SELECT', ORDERS, false],
      [
        'marks of regular expressions',
        ['GRANT SELECT ON `a.b(c)`.* TO `u`@`%`'],
        'SELECT',
        { database: 'a.b(c)', table: 't' },
        true,
      ],
      [
        'columns of which all are read',
        ['GRANT SELECT (`id`, `Name`), INSERT ON `shop`.`orders` TO `u`@`%`'],
        'SELECT',
        { ...ORDERS, columns: ['id', 'name'] },
        true,
      ],
      [
        'columns of which one is missing',
        ['GRANT SELECT (`id`) ON `shop`.`orders` TO `u`@`%`'],
        'SELECT',
        { ...ORDERS, columns: ['id', 'name'] },
        false,
      ],
      [
        'columns where the whole table is read',
        ['GRANT SELECT (`id`) ON `shop`.`orders` TO `u`@`%`'],
        'SELECT',
        ORDERS,
        false,
      ],
      [
        'a column named like the grammar',
        ['GRANT SELECT (`a ON b`, `to`), UPDATE ON `shop`.`orders` TO `u`@`%`'],
        'UPDATE',
        ORDERS,
        true,
      ],
      [
        'names with quotes in them',
        ['GRANT SELECT ON `sh``op`.`or"ders` TO `u`@`%`'],
        'SELECT',
        { database: 'sh`op', table: 'or"ders' },
        true,
      ],
      ['ANSI quotes', ['GRANT SELECT ON "shop".* TO "u"@"%"'], 'SELECT', ORDERS, true],
      ['a program', ['GRANT EXECUTE ON PROCEDURE `shop`.`orders` TO `u`@`%`'], 'EXECUTE', ORDERS, false],
      ['a proxy', ["GRANT PROXY ON ''@'%' TO 'root'@'localhost' WITH GRANT OPTION"], 'PROXY', {}, false],
      ['another case', ['GRANT SELECT ON `Shop`.`Orders` TO `u`@`%`'], 'SELECT', ORDERS, false],
      [
        'another case where it means nothing',
        ['GRANT SELECT ON `Shop`.`Orders` TO `u`@`%`'],
        'SELECT',
        { ...ORDERS, ignoresCase: true },
        true,
      ],
      [
        'replication',
        ['GRANT SELECT, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO `u`@`%`'],
        'REPLICATION SLAVE',
        {},
        true,
      ],
      [
        'replication as MariaDB 10.5 names it',
        ['GRANT BINLOG MONITOR ON *.* TO `u`@`%`'],
        'REPLICATION CLIENT',
        {},
        true,
      ],
      [
        'replication, asked for globally',
        ['GRANT ALL PRIVILEGES ON `shop`.* TO `u`@`%`'],
        'REPLICATION SLAVE',
        {},
        false,
      ],
      [
        'dynamic privileges of MySQL 8',
        ['GRANT BACKUP_ADMIN,BINLOG_ADMIN ON *.* TO `u`@`%`', 'GRANT SELECT ON *.* TO `u`@`%`'],
        'SELECT',
        ORDERS,
        true,
      ],
      [
        'a partial revoke',
        ['GRANT SELECT ON *.* TO `u`@`%`', 'REVOKE SELECT ON `shop`.* FROM `u`@`%`'],
        'SELECT',
        ORDERS,
        false,
      ],
      [
        'a partial revoke elsewhere',
        ['GRANT SELECT ON *.* TO `u`@`%`', 'REVOKE SELECT ON `mysql`.* FROM `u`@`%`'],
        'SELECT',
        ORDERS,
        true,
      ],
    ];
  it.each(cases)('knows %s', (_, lines, privilege, asked, expected) => {
    expect(holds(parseGrants(lines), privilege, asked)).toBe(expected);
  });

  it('lists roles by their names, and none of their privileges', () => {
    const grants = parseGrants([
      'GRANT USAGE ON *.* TO `u`@`%`',
      'GRANT `reader`@`%`,`writer`@`localhost` TO `u`@`%`',
      'GRANT `plain` TO `u`@`%` WITH ADMIN OPTION',
      'SET DEFAULT ROLE `plain` FOR `u`@`%`',
    ]);
    expect(grants.roles).toEqual(['reader', 'writer', 'plain']);
    expect(holds(grants, 'SELECT', ORDERS)).toBe(false);
  });

  it('keeps no password', () => {
    const grants = parseGrants(["GRANT USAGE ON *.* TO `u`@`%` IDENTIFIED BY PASSWORD '*0123456789ABCDEF'"]);
    expect(grants.given).toEqual([{ privileges: new Set(['USAGE']), columns: new Map() }]);
  });
});
