import { toOperatingError } from './errors.ts';
import type { Clock, Log, Store } from './ports/index.ts';
import type { StoreSettings } from './runtime-options.ts';

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 5_000;

/**
 * Opens the store, migrations included; its driver is loaded only here. A store that cannot be reached
 * is tried again for `waitMs`; then, and for anything that waiting cannot mend, it throws.
 */
export async function openStore(settings: StoreSettings, clock: Clock, log: Log, waitMs = 0): Promise<Store> {
  const store = await createStore(settings, clock);
  const giveUpAt = clock.monotonic() + waitMs;
  for (let failures = 0; ; failures++) {
    try {
      await store.open(clock.now());
      if (failures > 0) log.info('the store is reached');
      return store;
    } catch (thrown) {
      const error = toOperatingError(thrown);
      const backoffMs = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures);
      if (!error.retryable || clock.monotonic() + backoffMs > giveUpAt) {
        await store.close().catch(() => undefined);
        throw error;
      }
      log.warn('the store cannot be reached, trying again', {
        code: error.code,
        message: error.message,
        help: error.help,
        againInMs: backoffMs,
      });
      await clock.sleep(backoffMs);
    }
  }
}

async function createStore(settings: StoreSettings, clock: Clock): Promise<Store> {
  const { createMysqlStore, createSqliteStore } = await import('./store/index.ts');
  switch (settings.kind) {
    case 'sqlite':
      return createSqliteStore({ path: settings.path, clock });
    case 'mysql': {
      const { kind: _kind, ...address } = settings;
      return createMysqlStore({ ...address, clock });
    }
    default:
      return settings satisfies never;
  }
}
