import { describe, expect, test } from 'vitest';
import { portProblem } from './port-problem.ts';

/** What listening fails with. */
function failure(code: string): Error {
  return Object.assign(new Error(`listen ${code}: 10.0.0.9:80`), { code });
}

describe('portProblem', () => {
  test.each([
    ['EADDRINUSE', 'PORT_IN_USE', 'port 80 of 10.0.0.9 is in use', /another port with --port/],
    ['EACCES', 'PORT_NOT_ALLOWED', 'this user may not listen on port 80 of 10.0.0.9', /from 1024 on/],
    ['EADDRNOTAVAIL', 'ADDRESS_NOT_HERE', '10.0.0.9 is no address of this host', /--host/],
    ['ENOTFOUND', 'ADDRESS_NOT_HERE', '10.0.0.9 is no address of this host', /--host/],
  ])('tells %s as %s, with its own fix', (code, told, message, help) => {
    const thrown = failure(code);
    expect(portProblem(thrown, '10.0.0.9', 80)).toMatchObject({
      code: told,
      message,
      help: expect.stringMatching(help),
      retryable: false,
      cause: thrown,
    });
  });

  test('makes no guess at anything else', () => {
    expect(portProblem(failure('EMFILE'), '10.0.0.9', 80)).toMatchObject({
      code: 'INTERNAL',
      message: expect.stringContaining('EMFILE'),
    });
  });
});
