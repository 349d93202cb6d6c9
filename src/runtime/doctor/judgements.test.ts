import { describe, expect, test } from 'vitest';
import { freeSpace, logsOfRuns, nodeVersion, openFiles, watches } from './check-host.ts';
import { missingPrivileges } from './granted-privileges.ts';
import { judgeClock } from './judge-clock.ts';
import { judgeSchema } from './judge-schema.ts';

describe('missingPrivileges', () => {
  test.each<readonly [readonly string[], readonly string[] | undefined]>([
    [['GRANT ALL PRIVILEGES ON *.* TO `root`@`%` WITH GRANT OPTION'], []],
    [['GRANT USAGE ON *.* TO `a`@`%`', 'GRANT ALL PRIVILEGES ON `sluice_prod`.* TO `a`@`%`'], []],
    [['GRANT ALL PRIVILEGES ON `sluice\\_prod`.* TO `a`@`%`'], []],
    [['GRANT ALL PRIVILEGES ON `sluice\\_p%`.* TO `a`@`%`'], []],
    [['GRANT SELECT, INSERT, UPDATE, DELETE ON `sluice_prod`.* TO `a`@`%`'], ['CREATE', 'ALTER', 'INDEX']],
    [
      [
        'GRANT SELECT, INSERT, UPDATE, DELETE ON `sluice_prod`.* TO `a`@`%`',
        'GRANT CREATE, ALTER, INDEX ON *.* TO `a`@`%`',
      ],
      [],
    ],
    [
      ['GRANT ALL PRIVILEGES ON `other`.* TO `a`@`%`'],
      ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'ALTER', 'INDEX'],
    ],
    [
      ['GRANT ALL PRIVILEGES ON `sluicexprod`.* TO `a`@`%`', 'GRANT ALL PRIVILEGES ON `sluice.prod`.* TO `a`@`%`'],
      ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'ALTER', 'INDEX'],
    ],
    [['GRANT USAGE ON *.* TO `a`@`%`', 'GRANT `etl`@`%` TO `a`@`%`'], undefined],
  ])('of %j', (grants, missing) => {
    expect(missingPrivileges(grants, 'sluice_prod')).toEqual(missing);
  });
});

describe('judgeSchema', () => {
  test.each([
    [[], 'ok'],
    [[{ number: 4, worksFrom: 3 }], 'ok'],
    [[{ number: 8, worksFrom: 3 }], 'ok'],
    [[{ number: 9, worksFrom: 8 }], 'warning'],
    [
      [
        { number: 9, worksFrom: 8 },
        { number: 10, worksFrom: 9 },
      ],
      'failed',
    ],
  ] as const)('%j is %s to a build of schema 8', (made, state) => {
    expect(judgeSchema(made, 8).state).toBe(state);
  });
});

describe('what is seen of the host', () => {
  test.each([
    ['20.18.9', 'failed'],
    ['20.19.0', 'ok'],
    ['18.99.0', 'failed'],
    ['24.1.0', 'ok'],
  ])('Node %s is %s', (version, state) => {
    expect(nodeVersion(version).state).toBe(state);
  });

  test.each([
    [100 * 1024 ** 2, 'failed'],
    [1024 ** 3, 'warning'],
    [50 * 1024 ** 3, 'ok'],
  ])('%i bytes are %s', (bytes, state) => {
    expect(freeSpace(bytes).state).toBe(state);
  });

  test('finds logs of runs within their quota, and warns where nobody holds them to it', () => {
    expect(logsOfRuns(1 << 30, undefined).state).toBe('ok');
    expect(logsOfRuns(1 << 30, 1 << 30).state).toBe('ok');
    expect(logsOfRuns(2 ** 31, 1 << 30)).toMatchObject({ state: 'warning' });
  });

  test.each([
    ['Limit  Soft  Hard  Units\nMax open files            1024                 524288               files', 'warning'],
    ['Max open files            65536                65536                files', 'ok'],
    [undefined, 'skipped'],
  ])('the limits %j are %s', (limits, state) => {
    expect(openFiles(limits).state).toBe(state);
  });

  test.each([
    ['8192\n', 'warning'],
    ['524288\n', 'ok'],
    [undefined, 'skipped'],
  ])('%j watches are %s', (text, state) => {
    expect(watches(text).state).toBe(state);
  });

  test.each([
    [900, 10, 'ok'],
    [-1_200, 10, 'warning'],
    [1_200, 1_000, 'ok'],
  ])('a clock that is %i ms off after a question of %i ms is %s', (difference, asked, state) => {
    expect(judgeClock('x', difference, asked).state).toBe(state);
  });
});
