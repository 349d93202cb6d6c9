import { readdir } from 'node:fs/promises';
import type { EngineJob } from '../ports/index.ts';

/** A job by the id that `reserve` gave it, with the run and the attempt that it names. */
export type NamedJob = Pick<EngineJob, 'id' | 'name'> & { readonly run: NonNullable<EngineJob['run']> };

/**
 * The jobs of this host that have a folder each: those that live, and the ends of those that are asked about. A folder that is
 * named otherwise is nobody's job. Reads files only.
 */
export async function lookAtFolders(
  workDir: string,
  asked: ReadonlySet<string>,
  lookAt: (job: NamedJob) => Promise<EngineJob | undefined>,
): Promise<readonly EngineJob[]> {
  const jobs: EngineJob[] = [];
  for (const id of await readdir(workDir).catch(() => [])) {
    const [, runId, attempt] = /^(.+)-(\d+)$/.exec(id) ?? [];
    if (runId === undefined) continue;
    const job = await lookAt({ id, name: id, run: { id: runId, attempt: Number(attempt) } });
    if (job !== undefined && (job.state === 'live' || asked.has(id))) jobs.push(job);
  }
  return jobs;
}
