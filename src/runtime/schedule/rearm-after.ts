import type { Deployment } from '../ports/index.ts';
import { keyOf, type Look } from './scheduler-context.ts';

/** Sets the clock of a fixed-delay pipeline once its last run has ended. */
export async function rearmAfter(look: Look, deployment: Deployment, delayMs: number): Promise<void> {
  const { store } = look.deps;
  if (deployment.nextFireTime !== undefined) return;
  const key = keyOf(deployment);
  const [last] = (await store.listRuns({ ...key, limit: 1 })).items;
  if (last !== undefined && (await store.openRuns(key)).length > 0) return;
  const ended = last === undefined ? look.now : (last.finishedAt ?? last.createdAt);
  await store.setNextFireTime(look.fence, key, ended + delayMs);
}
