import type { Clock } from './ports/index.ts';
import type { StoreSettings } from './runtime-options.ts';
import type { StoreLook } from './store/index.ts';

export type { SeenProcess, StoreLook } from './store/index.ts';

/** A store as it is, for a version that has not been started on it. Writes nothing. */
export async function lookBeforeUpgrade(settings: StoreSettings, clock: Clock): Promise<StoreLook> {
  const store = await import('./store/index.ts');
  if (settings.kind === 'sqlite') return store.lookAtSqliteStore(settings.path, clock);
  const { kind: _kind, ...address } = settings;
  return store.lookAtMysqlStore(address, clock);
}
