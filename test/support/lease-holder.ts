import { randomBytes } from 'node:crypto';
import { createRedisLease } from '../../src/runtime/leader/index.ts';
import { createPinoLog, createSystemClock } from '../../src/runtime/observe/index.ts';
import { createSqliteStore } from '../../src/runtime/store/index.ts';
import { LEADER } from './store-contract/fixtures.ts';

/**
 * A process that wants to lead, for tests that kill or freeze it. Reads its set-up from LEASE_HOLDER,
 * prints one JSON line for each gain and loss, and ends on SIGTERM.
 */
export interface LeaseHolderSetup {
  readonly redis: { readonly host: string; readonly port: number; readonly password: string };
  readonly key: string;
  readonly ttlMs: number;
  readonly pollMs: number;
  readonly storePath: string;
}

const given = process.env['LEASE_HOLDER'];
if (given !== undefined) await holdUntilStopped(given);

async function holdUntilStopped(text: string): Promise<void> {
  // `as` because the test that starts this process wrote it.
  const { redis, key, ttlMs, pollMs, storePath } = JSON.parse(text) as LeaseHolderSetup;
  const clock = createSystemClock();
  const store = createSqliteStore({ path: storePath, clock });
  await store.open(clock.now());
  const log = createPinoLog({ level: 'silent' });
  const holder = randomBytes(8).toString('hex');
  const lease = createRedisLease({
    connection: redis,
    key,
    leaseName: LEADER,
    holder,
    ttlMs,
    pollMs,
    clock,
    log,
    store,
  });
  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort());
  await lease.hold(stop.signal, (state) => process.stdout.write(`${JSON.stringify(state)}\n`));
  await store.close();
}
