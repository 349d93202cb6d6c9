import { OperatingError } from '../../errors.ts';
import type { Fetch } from '../../flink/index.ts';
import type { Clock } from '../../ports/index.ts';
import { isPlainObject, optionalText, type PlainObject, requiredText, textList } from '../json-fields.ts';
import { createResourceManager, jobManagerUrl, type ResourceManager, sessionApplications } from '../yarn/index.ts';

/** Clusters that may have jobs of an engine. */
export interface KnownClusters {
  /** The addresses of their JobManagers. */
  readonly urls: readonly string[];
  /** Why there may be more: what YARN runs and has no address of now. None: there are no others, nor jobs elsewhere. */
  readonly doubts: readonly unknown[];
}

/** Where the session cluster of an engine is, by the engine's mode and entry in sluice.yaml. */
export interface SessionPlaces {
  /**
   * The address of the one cluster that a new job goes to. Throws ENGINE_UNREACHABLE (retryable) where there is none
   * now, and ENGINE_REFUSED where it could be one of several.
   */
  one(mode: string | undefined, engine: PlainObject): Promise<string>;
  /** All clusters that may have a job, as they were a few seconds ago at most. */
  all(mode: string | undefined, engine: PlainObject): Promise<KnownClusters>;
  /** Nobody answered where the cluster was: the next question for all is asked anew. */
  forget(mode: string | undefined, engine: PlainObject): void;
}

/** Every job is looked at each second; the ResourceManager has other things to do. */
const KEPT_MS = 5_000;

/** @param fetchOf For the ResourceManager. */
export function createSessionPlaces(clock: Clock, fetchOf?: Fetch): SessionPlaces {
  const resourceManagers = new Map<string, ResourceManager>();
  const kept = new Map<string, { readonly at: number; readonly clusters: Promise<KnownClusters> }>();

  const ofYarn = (engine: PlainObject): { resourceManager: ResourceManager; application: string; key: string } => {
    const yarn = isPlainObject(engine['yarn']) ? engine['yarn'] : {};
    const urls = textList(yarn['resourceManagers'], 'yarn.resourceManagers');
    const application = requiredText(yarn, 'application', 'Name the session cluster under yarn: application.');
    const at = urls.join(' ');
    const resourceManager = resourceManagers.get(at) ?? createResourceManager(urls, fetchOf);
    resourceManagers.set(at, resourceManager);
    return { resourceManager, application, key: `${at} ${application}` };
  };

  return {
    async one(mode, engine) {
      if (mode !== 'yarn-session') return givenUrl(mode, engine);
      const { resourceManager, application: wanted, key } = ofYarn(engine);
      kept.delete(key);
      const [application, second] = await sessionApplications(resourceManager, wanted);
      if (application === undefined) throw noApplication(wanted);
      if (second !== undefined) throw severalApplications(wanted, application.id, second.id);
      return jobManagerUrl(resourceManager, application);
    },
    async all(mode, engine) {
      if (mode !== 'yarn-session') return { urls: [givenUrl(mode, engine)], doubts: [] };
      const { resourceManager, application: wanted, key } = ofYarn(engine);
      const known = kept.get(key);
      if (known !== undefined && clock.monotonic() - known.at < KEPT_MS) return known.clusters;
      const clusters = askYarn(resourceManager, wanted);
      kept.set(key, { at: clock.monotonic(), clusters });
      clusters.catch(() => kept.delete(key));
      return clusters;
    },
    forget(mode, engine) {
      if (mode === 'yarn-session') kept.delete(ofYarn(engine).key);
    },
  };
}

/** One that has no address, as it waits in its queue, hides no other. */
async function askYarn(resourceManager: ResourceManager, wanted: string): Promise<KnownClusters> {
  const applications = await sessionApplications(resourceManager, wanted);
  const answers = await Promise.allSettled(
    applications.map((application) => jobManagerUrl(resourceManager, application)),
  );
  return {
    urls: answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : [])),
    doubts: answers.flatMap((answer): unknown[] => (answer.status === 'rejected' ? [answer.reason] : [])),
  };
}

/** The address as it is written, or that of the service which Flink's own Kubernetes client makes for a session cluster. */
function givenUrl(mode: string | undefined, engine: PlainObject): string {
  const url = optionalText(engine, 'url');
  if (url !== undefined) return url;
  const service = engine['kubernetes'];
  if (mode === 'kubernetes-session' && isPlainObject(service)) {
    const cluster = requiredText(service, 'cluster', 'Name the cluster under kubernetes: cluster.');
    return `http://${cluster}-rest.${optionalText(service, 'namespace') ?? 'default'}:${String(service['port'] ?? 8081)}`;
  }
  return requiredText(engine, 'url', 'Give the address of the JobManager: url: "http://host:8081".');
}

function noApplication(wanted: string): OperatingError {
  return new OperatingError('ENGINE_UNREACHABLE', `YARN runs no Flink application "${wanted}"`, {
    retryable: true,
    help: 'Start the session cluster, or see yarn.application: it is an application id or a name, letter by letter.',
  });
}

function severalApplications(wanted: string, ...ids: readonly string[]): OperatingError {
  return new OperatingError('ENGINE_REFUSED', `YARN runs several applications "${wanted}": ${ids.join(', ')}`, {
    // One of them may be on its way out.
    retryable: true,
    help: 'Give yarn.application the id of one of them, or end the other.',
  });
}
