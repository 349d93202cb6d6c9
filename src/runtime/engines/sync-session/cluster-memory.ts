import type { Clock } from '../../ports/index.ts';
import { jobManagerUrl, type ResourceManager, sessionApplications } from '../yarn/index.ts';

/** Clusters that may have jobs of an engine. */
export interface KnownClusters {
  /** The addresses of their JobManagers. */
  readonly urls: readonly string[];
  /**
   * Why there may be others, or these elsewhere by now: what YARN did not say when it was asked last. None: there are
   * no others, nor jobs elsewhere.
   */
  readonly doubts: readonly unknown[];
}

/**
 * The session clusters that YARN runs under one id or name, and where they were last: their jobs go on while no
 * ResourceManager answers. An address of before is given with a doubt, so that who has the job there may say so, and
 * who does not have it proves nothing.
 */
export interface ClusterMemory {
  /** As they were a few seconds ago at most, or as they were last. Never rejects: what YARN does not say is a doubt. */
  all(): Promise<KnownClusters>;
  /** The cluster of this application was seen at this address. */
  learn(application: string, url: string): void;
  /** YARN may have news: it is asked anew before the next answer. */
  expire(): void;
}

/** Every job is looked at each second; the ResourceManager has other things to do. */
const KEPT_MS = 5_000;

/** @param idOrName Of the applications that the clusters are. */
export function createClusterMemory(clock: Clock, resourceManager: ResourceManager, idOrName: string): ClusterMemory {
  /** Addresses by application. */
  let last: ReadonlyMap<string, string> = new Map();
  let current: { until: number; readonly clusters: Promise<KnownClusters> } | undefined;

  const ask = async (): Promise<KnownClusters> => {
    const doubts: unknown[] = [];
    try {
      const applications = await sessionApplications(resourceManager, idOrName);
      const found = await Promise.all(
        applications.map(async (application): Promise<readonly (readonly [string, string])[]> => {
          try {
            return [[application.id, await jobManagerUrl(resourceManager, application)]];
          } catch (thrown) {
            // One without an address, as it waits in its queue, hides no other; its own may still be what it was.
            doubts.push(thrown);
            const before = last.get(application.id);
            return before === undefined ? [] : [[application.id, before]];
          }
        }),
      );
      last = new Map(found.flat());
    } catch (thrown) {
      doubts.push(thrown);
    }
    return { urls: [...last.values()], doubts };
  };

  return {
    async all() {
      if (current !== undefined && clock.monotonic() < current.until) return current.clusters;
      const asked = { until: Number.POSITIVE_INFINITY, clusters: ask() };
      current = asked;
      const clusters = await asked.clusters;
      asked.until = clock.monotonic() + KEPT_MS;
      return clusters;
    },
    learn(application, url) {
      last = new Map([...last, [application, url]]);
    },
    expire() {
      current = undefined;
    },
  };
}
