import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { createLease } from '../../src/runtime/create-lease.ts';
import { createPinoLog, createSystemClock } from '../../src/runtime/observe/index.ts';
import type { Lease } from '../../src/runtime/ports/index.ts';
import { createSqliteStore } from '../../src/runtime/store/index.ts';
import { privateServices } from '../support/private-service.ts';
import { stack } from '../support/stack.ts';
import { tempDir } from '../support/temp-dir.ts';

const { redis } = await stack();
const clock = createSystemClock();
const log = createPinoLog({ level: 'silent' });
const WAIT = { timeout: 60_000, interval: 20 };
const TTL = 900;

describe.skipIf(redis === undefined)('one Redis for many stores', () => {
  test('each store has a leader of its own, though they have one name; one store has one', async () => {
    await using services = await privateServices('redis');
    await using folder = await tempDir();
    const address = services.endpoints.redis;
    if (address === undefined) throw new Error('no private Redis');
    const stop = new AbortController();
    const ends: Promise<void>[] = [];
    const begin = async (site: string, holder: string): Promise<Lease> => {
      const path = join(folder.path, site, 'state', 'sluice.db');
      await mkdir(join(folder.path, site, 'state'), { recursive: true });
      const store = createSqliteStore({ path, clock });
      await store.open(clock.now());
      const storeSettings = { kind: 'sqlite', path } as const;
      const lease = await createLease({
        duty: 'leader',
        scope: { project: 'shop', environment: 'prod' },
        lease: { kind: 'redis', ...address },
        storeSettings,
        store,
        fences: store,
        holder,
        ttlMs: TTL,
        clock,
        log,
      });
      ends.push(lease.hold(stop.signal, () => undefined).then(() => store.close()));
      return lease;
    };
    const here = await begin('here', 'one');
    const there = await begin('there', 'two');
    await expect.poll(() => [here.held, there.held], WAIT).toEqual([true, true]);
    const beside = await begin('here', 'three');
    await clock.sleep(2 * TTL);
    expect([here.held, beside.held]).toEqual([true, false]);
    stop.abort();
    await Promise.all(ends);
  });
});
