import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../compiler/index.ts';
import { AUDIT_TOPIC } from '../ports/index.ts';
import { CHAIN_START, hashEvent, type HashedEvent } from './event-hash.ts';

test('covers the canonical JSON of all that an event is, however its members lie', () => {
  const event: HashedEvent = {
    topic: AUDIT_TOPIC,
    key: 'shop/"prod"/bücher',
    sequence: 7,
    type: 'plan.applied',
    at: 1_785_000_000_000,
    data: { zone: 'Asia/Shanghai', actor: '李', gone: undefined, list: [1, { b: null, a: 2 }] },
    previousHash: CHAIN_START,
  };
  const hash = createHash('sha256').update(canonicalJson(event)).digest('hex');
  expect(hashEvent(event)).toBe(hash);
  expect(hashEvent(event, canonicalJson(event.data))).toBe(hash);
});
