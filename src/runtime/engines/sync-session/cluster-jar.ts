import { readFile } from 'node:fs/promises';
import type { FlinkRest } from '../../flink/index.ts';
import type { JobJar } from './job-jar.ts';

/** Gives the id of a jar on a cluster, uploading it where the cluster does not have it. */
export type ClusterJarId = (rest: FlinkRest, jar: JobJar) => Promise<string>;

/**
 * One upload for each digest and cluster, whatever starts at once: the cluster is asked by the jar's name before
 * each run, because a restart of its JobManager may have lost what was uploaded.
 */
export function createClusterJars(): ClusterJarId {
  const underWay = new Map<string, Promise<string>>();
  return (rest, jar) => {
    const key = `${rest.url} ${jar.name}`;
    const running = underWay.get(key);
    if (running !== undefined) return running;
    const started = findOrUpload(rest, jar).finally(() => underWay.delete(key));
    underWay.set(key, started);
    return started;
  };
}

async function findOrUpload(rest: FlinkRest, jar: JobJar): Promise<string> {
  const there = (await rest.jars()).find(({ name }) => name === jar.name);
  if (there !== undefined) return there.id;
  return rest.uploadJar(jar.name, new Blob([await readFile(jar.path)]));
}
