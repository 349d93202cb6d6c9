import { isAlive } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import type { SeenPart } from './readiness.ts';

/** What is known of the folder or the repository that the environment follows. Throws what the store throws. */
export async function sourcePart({ store, project, environment }: ServerContext): Promise<SeenPart> {
  const source = await store.sourceStatus(project, environment);
  if (source === undefined) return { name: 'source', state: 'degraded', seen: 'nothing was read yet' };
  const isWell = source.state === 'synced';
  return { name: 'source', state: isWell ? 'ok' : 'degraded', seen: `${source.kind} is ${source.state}` };
}

/** Whether somebody takes the environment's runs. Throws what the store throws. */
export async function executorsPart({ store, project, environment, clock }: ServerContext): Promise<SeenPart> {
  const all = await store.listProcesses(clock.now());
  const takers = all.filter(
    (one) =>
      one.project === project &&
      one.environment === environment &&
      one.roles.includes('execute') &&
      isAlive(one) &&
      one.drain === undefined,
  );
  const seen = `processes that take runs: ${takers.length}`;
  return { name: 'executors', state: takers.length === 0 ? 'degraded' : 'ok', seen };
}
