import type { Log, Store } from './ports/index.ts';

const PAGE = 200;

/**
 * Lets go of what processes of this host held that are certainly dead: their claims end now, so that
 * their runs are adopted at once, and their leases are free.
 */
export async function takeOverDead(store: Store, dead: readonly string[], now: number, log: Log): Promise<void> {
  if (dead.length === 0) return;
  for (const identity of dead) {
    log.info('a process of this host ended without a word, taking over from it', { process: identity });
    await store.releaseLeasesOf(identity);
  }
  const held = new Map<string, string[]>(dead.map((identity) => [identity, []]));
  let cursor: string | undefined;
  do {
    const page = await store.listRuns({
      states: ['claimed', 'starting', 'running'],
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const run of page.items) held.get(run.executor ?? '')?.push(run.id);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  for (const [identity, ids] of held) if (ids.length > 0) await store.renewClaims(identity, ids, now, now);
}
