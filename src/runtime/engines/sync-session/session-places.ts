import { OperatingError } from '../../errors.ts';
import type { Fetch } from '../../flink/index.ts';
import type { Clock } from '../../ports/index.ts';
import { isPlainObject, optionalText, type PlainObject, requiredText, textList } from '../json-fields.ts';
import { createResourceManager, jobManagerUrl, type ResourceManager, sessionApplications } from '../yarn/index.ts';
import { type ClusterMemory, createClusterMemory, type KnownClusters } from './cluster-memory.ts';

/** Where the session cluster of an engine is, by the engine's mode and entry in sluice.yaml. */
export interface SessionPlaces {
  /**
   * The address of the one cluster that a new job goes to. Throws ENGINE_UNREACHABLE (retryable) where there is none
   * now, and ENGINE_REFUSED where it could be one of several.
   */
  one(mode: string | undefined, engine: PlainObject): Promise<string>;
  /** All clusters that may have a job, as {@link ClusterMemory.all} has them. */
  all(mode: string | undefined, engine: PlainObject): Promise<KnownClusters>;
  /** Nobody answered where the cluster was, or has the job: YARN is asked before the next answer. */
  forget(mode: string | undefined, engine: PlainObject): void;
}

/** The clusters of one entry that YARN runs. */
interface YarnClusters {
  readonly resourceManager: ResourceManager;
  readonly application: string;
  readonly memory: ClusterMemory;
}

/** @param fetchOf For the ResourceManager. */
export function createSessionPlaces(clock: Clock, fetchOf?: Fetch): SessionPlaces {
  const resourceManagers = new Map<string, ResourceManager>();
  const known = new Map<string, YarnClusters>();

  const ofYarn = (engine: PlainObject): YarnClusters => {
    const yarn = isPlainObject(engine['yarn']) ? engine['yarn'] : {};
    const urls = textList(yarn['resourceManagers'], 'yarn.resourceManagers');
    const application = requiredText(yarn, 'application', 'Name the session cluster under yarn: application.');
    const at = urls.join(' ');
    const key = `${at} ${application}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const resourceManager = resourceManagers.get(at) ?? createResourceManager(urls, fetchOf);
    resourceManagers.set(at, resourceManager);
    const made = { resourceManager, application, memory: createClusterMemory(clock, resourceManager, application) };
    known.set(key, made);
    return made;
  };

  return {
    async one(mode, engine) {
      if (mode !== 'yarn-session') return givenUrl(mode, engine);
      const { resourceManager, application: wanted, memory } = ofYarn(engine);
      memory.expire();
      const [application, second] = await sessionApplications(resourceManager, wanted);
      if (application === undefined) throw noApplication(wanted);
      if (second !== undefined) throw severalApplications(wanted, application.id, second.id);
      const url = await jobManagerUrl(resourceManager, application);
      memory.learn(application.id, url);
      return url;
    },
    async all(mode, engine) {
      if (mode !== 'yarn-session') return { urls: [givenUrl(mode, engine)], doubts: [] };
      return ofYarn(engine).memory.all();
    },
    forget(mode, engine) {
      if (mode === 'yarn-session') ofYarn(engine).memory.expire();
    },
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
