import type { FastifyRequest } from 'fastify';
import { OperatingError } from '../../runtime/index.ts';

/** Long enough for any identifier, short enough for a key of a table. */
const LONGEST = 200;

/** What the header `Idempotency-Key` says, also as a quoted string; undefined = there is none. Throws INVALID_REQUEST for what is no key. */
export function idempotencyKeyOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['idempotency-key'];
  if (given === undefined) return undefined;
  // Sent twice, the header is joined by a comma and a space, which no key has.
  const key = String(given).replace(/^"(.*)"$/, '$1');
  if (key.length <= LONGEST && /^[\x21-\x7e]+$/.test(key)) return key;
  throw new OperatingError('INVALID_REQUEST', 'the header Idempotency-Key holds no key', {
    retryable: false,
    help: `send one of 1 to ${LONGEST} letters, digits and signs without spaces, such as a UUID`,
  });
}
