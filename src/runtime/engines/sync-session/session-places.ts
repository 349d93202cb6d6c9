import { OperatingError } from '../../errors.ts';
import type { Fetch } from '../../flink/index.ts';
import type { Clock } from '../../ports/index.ts';
import { isPlainObject, optionalText, type PlainObject, requiredText, textList } from '../json-fields.ts';
import { createResourceManager, jobManagerUrl, type ResourceManager, sessionApplications } from '../yarn/index.ts';

/** Where the session cluster of an engine is, by the engine's mode and entry in sluice.yaml. */
export interface SessionPlaces {
  /**
   * The address of the one cluster that a new job goes to. Throws ENGINE_UNREACHABLE (retryable) where there is none
   * now, and ENGINE_REFUSED where it could be one of several.
   */
  one(mode: string | undefined, engine: PlainObject): Promise<string>;
  /** The addresses of all clusters that may have a job, a few seconds old at most; none: no such cluster is there, nor are its jobs. */
  all(mode: string | undefined, engine: PlainObject): Promise<readonly string[]>;
  /** Nobody answered where the cluster was: the next question for all is asked anew. */
  forget(mode: string | undefined, engine: PlainObject): void;
}

/** Every job is looked at each second; the ResourceManager has other things to do. */
const KEPT_MS = 5_000;

/** @param fetchOf For the ResourceManager. */
export function createSessionPlaces(clock: Clock, fetchOf?: Fetch): SessionPlaces {
  const resourceManagers = new Map<string, ResourceManager>();
  const kept = new Map<string, { readonly at: number; readonly urls: Promise<readonly string[]> }>();

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
      if (mode !== 'yarn-session') return [givenUrl(mode, engine)];
      const { resourceManager, application: wanted, key } = ofYarn(engine);
      const known = kept.get(key);
      if (known !== undefined && clock.monotonic() - known.at < KEPT_MS) return known.urls;
      const urls = sessionApplications(resourceManager, wanted).then((applications) =>
        Promise.all(applications.map((application) => jobManagerUrl(resourceManager, application))),
      );
      kept.set(key, { at: clock.monotonic(), urls });
      urls.catch(() => kept.delete(key));
      return urls;
    },
    forget(mode, engine) {
      if (mode === 'yarn-session') kept.delete(ofYarn(engine).key);
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
