import { createRedisLease } from '../../src/runtime/leader/index.ts';
import { createPinoLog, createSystemClock } from '../../src/runtime/observe/index.ts';
import { openStore } from '../../src/runtime/index.ts';
import { leaderLease } from '../../src/runtime/ports/index.ts';
import { toOperatingError } from '../../src/runtime/errors.ts';
import type { StoreSettings } from '../../src/runtime/index.ts';

/**
 * A process that leads and writes in the name of its fence, for tests that freeze it between the decision to write and the
 * write. Reads its set-up from LEADER_THAT_WRITES; prints `deciding FENCE` before and `wrote FENCE` or the code after each.
 */
export interface LeaderSetup {
  readonly redis: { readonly host: string; readonly port: number; readonly password: string };
  readonly store: StoreSettings;
  readonly holder: string;
  readonly ttlMs: number;
  /** How long it thinks between looking at its lease and writing, in milliseconds. */
  readonly thinkMs: number;
}

const SCOPE = { project: 'p', environment: 'e' };
const given = process.env['LEADER_THAT_WRITES'];
if (given !== undefined) await leadAndWrite(given);

async function leadAndWrite(text: string): Promise<void> {
  // `as` because the test that starts this process wrote it.
  const { redis: connection, store: settings, holder, ttlMs, thinkMs } = JSON.parse(text) as LeaderSetup;
  const clock = createSystemClock();
  const log = createPinoLog({ level: 'silent' });
  const store = await openStore(settings, clock, log);
  const lease = createRedisLease({
    connection,
    key: 'writes',
    leaseName: leaderLease(SCOPE),
    holder,
    ttlMs,
    clock,
    log,
    store,
  });
  const stop = new AbortController();
  const holding = lease.hold(stop.signal, () => undefined);
  process.once('SIGTERM', () => stop.abort());
  while (!stop.signal.aborted) {
    const { fence } = lease;
    if (fence === undefined) {
      await clock.sleep(20);
      continue;
    }
    console.log(`deciding ${fence}`);
    await clock.sleep(thinkMs);
    const status = {
      ...SCOPE,
      state: 'synced',
      diagnostics: [],
      files: 1,
      pipelines: 1,
    } as const;
    try {
      await store.setSourceStatus(fence, { ...status, revision: holder, checkedAt: clock.now() });
      console.log(`wrote ${fence}`);
    } catch (thrown) {
      console.log(`${toOperatingError(thrown).code} ${fence}`);
    }
  }
  await holding;
  await store.close();
}
