import { OperatingError } from '../../errors.ts';
import type { ResourceManager, YarnApplication } from './resource-manager.ts';

const APPLICATION_ID = /^application_\d+_\d+$/;

/** Of the same meaning in what Flink 1.11 to 1.16 write of themselves; `0` and a range are a port that nobody knows yet. */
const PORT_KEYS = ['rest.port', 'rest.bind-port', 'web.port'];

/**
 * The applications that a session cluster may be: one by its id, or all that run under its name. Those that have
 * ended are none of them: YARN has stopped their processes, and the jobs with them.
 */
export async function sessionApplications(
  resourceManager: ResourceManager,
  idOrName: string,
): Promise<readonly YarnApplication[]> {
  if (!APPLICATION_ID.test(idOrName)) return resourceManager.liveApplications(idOrName);
  const application = await resourceManager.application(idOrName);
  return application === undefined || hasEnded(application) ? [] : [application];
}

function hasEnded({ state }: YarnApplication): boolean {
  return state === 'FINISHED' || state === 'FAILED' || state === 'KILLED';
}

/**
 * The REST address of an application's JobManager, which is asked itself: YARN's proxy passes on no POST. Throws
 * ENGINE_UNREACHABLE (retryable) while it has none, as between two attempts of its master, and ENGINE_MISCONFIGURED
 * where nobody tells it.
 */
export async function jobManagerUrl(resourceManager: ResourceManager, application: YarnApplication): Promise<string> {
  const { id, name, state, masterAddress } = application;
  if (state !== 'RUNNING') {
    throw new OperatingError('ENGINE_UNREACHABLE', `The application ${id} ("${name}") is ${state}, not RUNNING`, {
      retryable: true,
      help: 'YARN starts its master, again after a failure of it; see the application on the ResourceManager.',
    });
  }
  if (masterAddress !== undefined) return `http://${masterAddress}`;
  const shown = await resourceManager.flinkConfiguration(id);
  const host = shown.get('rest.address') ?? shown.get('jobmanager.rpc.address');
  const port = PORT_KEYS.map((key) => shown.get(key)).find((value) => value !== undefined && /^[1-9]\d*$/.test(value));
  if (host !== undefined && port !== undefined) return `http://${host}:${port}`;
  throw new OperatingError('ENGINE_MISCONFIGURED', `Nobody tells the REST address of the application ${id}`, {
    retryable: false,
    help: 'Hadoop older than 2.8 does not: give the session cluster one port as rest.bind-port.',
  });
}
