import { expect, test } from 'vitest';
import { createVirtualClock } from '../../../test/support/virtual-clock.ts';
import type { RuntimeStatus } from '../server-context.ts';
import { presencePart } from './presence-part.ts';

const STATUS: RuntimeStatus = {
  startedAt: 0,
  roles: ['execute'],
  executor: 'worker-1',
  leader: { held: false },
  claims: 0,
  store: 'sqlite',
  bus: 'embedded',
};

test.each([
  ['others hear of this process', undefined, 'ok'],
  ['signs of life of this process are not written since 15 s ago; its log says why', 45_000, 'ok'],
  ['signs of life of this process are not written since 16 s ago; its log says why', 44_000, 'degraded'],
])('presence: %s', (seen, unheardSince, state) => {
  const status = (): RuntimeStatus => ({ ...STATUS, ...(unheardSince === undefined ? {} : { unheardSince }) });
  const part = presencePart({ status, clock: createVirtualClock(60_000) });
  expect(part).toEqual({ name: 'presence', state, seen });
});
