import { OperatingError } from './errors.ts';
import type { Clock, DrainRequest, ProcessRecord, Store } from './ports/index.ts';

/** What a wish to drain, or no longer to, came to. */
export interface DrainOutcome {
  /** False = it was so already. */
  readonly changed: boolean;
}

/** A wish of a project's people, which concerns executors of their project. */
export interface ScopedDrainRequest extends DrainRequest {
  /** Also executors of other projects on the same store. */
  readonly allProjects?: boolean;
}

interface DrainParts {
  readonly store: Pick<Store, 'listProcesses' | 'listDrains' | 'drain' | 'undrain'>;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Has an executor, or all of a host, take no new runs. Throws NOT_FOUND for a name that nobody of the project has, INVALID_REQUEST
 * where other projects have executors of that name and it is not said that these are meant too, STORE_UNREACHABLE.
 */
export async function requestDrain(parts: DrainParts, request: ScopedDrainRequest): Promise<DrainOutcome> {
  const { store, clock } = parts;
  const now = clock.now();
  const executors = (await store.listProcesses(now)).filter(({ roles }) => roles.includes('execute'));
  const names = namesOf(executors.filter((one) => isMeant(one, request)));
  if (!names.includes(request.target)) throw unknownTarget(request.target, names);
  refuseOthers(executors, request);
  return { changed: await store.drain(asked(request), now) };
}

/** Has it take runs again. Throws NOT_FOUND for what is not drained and nobody's name, and as `requestDrain` does for other projects. */
export async function undoDrain(parts: DrainParts, request: ScopedDrainRequest): Promise<DrainOutcome> {
  const { store, clock } = parts;
  const now = clock.now();
  const processes = await store.listProcesses(now);
  refuseOthers(processes, request);
  const changed = await store.undrain(asked(request), now);
  if (changed) return { changed };
  if (!namesOf(processes).includes(request.target))
    throw unknownTarget(
      request.target,
      (await store.listDrains()).map(({ target }) => target),
    );
  return { changed };
}

function namesOf(processes: readonly ProcessRecord[]): readonly string[] {
  return [...new Set(processes.flatMap(({ name, host }) => [host, name]))];
}

function isMeant({ project }: ProcessRecord, request: ScopedDrainRequest): boolean {
  return request.allProjects === true || project === request.project;
}

/** A host may serve several projects, and its drain is that of all of them. */
function refuseOthers(processes: readonly ProcessRecord[], request: ScopedDrainRequest): void {
  const { target } = request;
  const others = processes.filter((one) => [one.name, one.host].includes(target) && !isMeant(one, request));
  if (others.length === 0) return;
  const projects = [...new Set(others.map(({ project }) => `\`${project}\``))].join(', ');
  throw new OperatingError('INVALID_REQUEST', `\`${target}\` has executors of other projects too: ${projects}`, {
    retryable: false,
    help: 'name one executor of this project, or say that all are meant: `--all-projects`, `"allProjects": true`',
  });
}

function asked({ allProjects: _allProjects, ...request }: ScopedDrainRequest): DrainRequest {
  return request;
}

function unknownTarget(target: string, names: readonly string[]): OperatingError {
  return new OperatingError('NOT_FOUND', `no executor and no host of this project is named \`${target}\``, {
    retryable: false,
    help:
      names.length === 0
        ? 'none is there: `sluice executors` lists them'
        : `there are ${names.map((name) => `\`${name}\``).join(', ')}`,
  });
}
