import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { OperatingErrorCode } from '../../errors.ts';
import { redisFailure } from './redis-failure.ts';

const SECRET = 'the-password-itself';
const address = { host: 'cache.example', port: 6379, password: SECRET };

/** What ioredis makes of a refused command: the command is on it, with its arguments. */
function driverError(message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { command: { name: 'auth', args: ['user', SECRET] }, ...more });
}

describe('redisFailure', () => {
  test.each<readonly [string, Error, OperatingErrorCode?]>([
    ['a refused login', driverError('WRONGPASS invalid username-password pair')],
    ['a connection that is cut', driverError('Connection is closed.', { code: 'ECONNRESET' }), 'LEASE_UNREACHABLE'],
    ['a cluster', driverError('Failed to refresh slots cache.', { lastNodeError: driverError('WRONGPASS no') })],
    [
      'several tries',
      driverError('Reached the max retries', { previousErrors: [driverError('ERR one')] }),
      'LEASE_UNREACHABLE',
    ],
    ['a cause', driverError('NOAUTH', { cause: driverError('NOPERM'), [Symbol('of the driver')]: SECRET })],
  ])('has its own code, and keeps no argument of a command: %s', (_what, thrown, code = 'LEASE_REFUSED') => {
    const failure = redisFailure(address, [thrown]);
    expect(failure).toMatchObject({ code, fields: { host: 'cache.example' } });
    expect(failure.cause).toBeInstanceOf(Error);
    expect(inspect(failure, { depth: Infinity, showHidden: true })).not.toContain(SECRET);
  });
});
