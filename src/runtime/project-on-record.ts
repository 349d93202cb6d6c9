import { openStore } from './open-store.ts';
import type { Clock, Log, SourcePlace } from './ports/index.ts';
import type { StoreSettings } from './runtime-options.ts';

/**
 * The project that was deployed from this place before, for who starts while the place gives nothing; undefined where the store
 * knows none, or more than one. Throws what opening the store throws.
 */
export async function projectOnRecord(
  place: SourcePlace,
  environment: string,
  store: { readonly settings: StoreSettings; readonly clock: Clock; readonly log: Log; readonly waitMs?: number },
): Promise<string | undefined> {
  const opened = await openStore(store.settings, store.clock, store.log, store.waitMs);
  try {
    const deployments = await opened.listDeployments({ environment, includeDeleted: true });
    const found: string[] = [];
    for (const project of new Set(deployments.map((each) => each.project))) {
      const last = (await opened.sourceStatus(project, environment))?.place;
      if (last?.url === place.url && last.ref === place.ref && last.path === place.path) found.push(project);
    }
    return found.length === 1 ? found[0] : undefined;
  } finally {
    await opened.close();
  }
}
