import { expect, test } from 'vitest';
import { isUnanswered } from './is-unanswered.ts';

const failed = (cause: Error, facts: object): Error =>
  new TypeError('fetch failed', { cause: Object.assign(cause, facts) });

test.each([
  ['nobody listens', failed(new Error(), { code: 'ECONNREFUSED', syscall: 'connect' }), true],
  ['no such name', failed(new Error(), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }), true],
  ['nobody took the connection', failed(new Error(), { code: 'UND_ERR_CONNECT_TIMEOUT' }), true],
  ['the system gave up connecting', failed(new Error(), { code: 'ETIMEDOUT', syscall: 'connect' }), true],
  ['none of several addresses', failed(new AggregateError([]), { code: 'ETIMEDOUT' }), true],
  ['a connection that stood was given up', failed(new Error(), { code: 'ETIMEDOUT', syscall: 'read' }), false],
  ['a connection that stood was cut', failed(new Error(), { code: 'ECONNRESET', syscall: 'read' }), false],
  ['the headers did not come', failed(new Error(), { code: 'UND_ERR_HEADERS_TIMEOUT' }), false],
  ['the time was over', new DOMException('timed out', 'TimeoutError'), false],
])('%s', (_what, error, expected) => {
  expect(isUnanswered(error)).toBe(expected);
});
