import { OperatingError } from './errors.ts';
import type { Clock, DrainRequest, Store } from './ports/index.ts';

/** What a wish to drain, or no longer to, came to. */
export interface DrainOutcome {
  /** False = it was so already. */
  readonly changed: boolean;
}

interface DrainParts {
  readonly store: Pick<Store, 'listProcesses' | 'listDrains' | 'drain' | 'undrain'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Has an executor, or all of a host, take no new runs. Throws NOT_FOUND for a name that nobody has, STORE_UNREACHABLE. */
export async function requestDrain({ store, clock }: DrainParts, request: DrainRequest): Promise<DrainOutcome> {
  const now = clock.now();
  const executors = (await store.listProcesses(now)).filter(({ roles }) => roles.includes('execute'));
  const names = new Set(executors.flatMap(({ name, host }) => [host, name]));
  if (!names.has(request.target)) throw unknownTarget(request.target, [...names]);
  return { changed: await store.drain(request, now) };
}

/** Has it take runs again. Throws NOT_FOUND for what is not drained and nobody's name, STORE_UNREACHABLE. */
export async function undoDrain({ store, clock }: DrainParts, request: DrainRequest): Promise<DrainOutcome> {
  const now = clock.now();
  const changed = await store.undrain(request, now);
  if (changed) return { changed };
  const names = (await store.listProcesses(now)).flatMap(({ name, host }) => [host, name]);
  if (!names.includes(request.target))
    throw unknownTarget(
      request.target,
      (await store.listDrains()).map(({ target }) => target),
    );
  return { changed };
}

function unknownTarget(target: string, names: readonly string[]): OperatingError {
  return new OperatingError('NOT_FOUND', `no executor and no host is named \`${target}\``, {
    retryable: false,
    help:
      names.length === 0
        ? 'none is there: `sluice executors` lists them'
        : `there are ${names.map((name) => `\`${name}\``).join(', ')}`,
  });
}
