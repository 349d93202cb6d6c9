import { readdir } from 'node:fs/promises';
import type { EngineJob } from '../../ports/index.ts';
import { commandFolder } from './command-folder.ts';
import { factsOfCommand, isOurs } from './process-group.ts';

/** A shell needs milliseconds to write its pid; after this it must have died before. */
const STARTING_MS = 60_000;

/**
 * The commands of this host that live, and the ends of those that are asked about. One whose process is gone and left no
 * exit code is none of them: nothing is known of it. Reads files only.
 */
export async function lookAtCommands(
  workDir: string,
  asked: ReadonlySet<string>,
  now: number,
): Promise<readonly EngineJob[]> {
  const jobs: EngineJob[] = [];
  for (const id of await readdir(workDir).catch(() => [])) {
    const job = await lookAt(workDir, id, now);
    if (job !== undefined && (job.state === 'live' || asked.has(id))) jobs.push(job);
  }
  return jobs;
}

async function lookAt(workDir: string, id: string, now: number): Promise<EngineJob | undefined> {
  const folder = commandFolder(workDir, id);
  const [, runId, attempt] = /^(.+)-(\d+)$/.exec(id) ?? [];
  const since = await folder.createdAt();
  if (runId === undefined || since === undefined) return undefined;
  const job = { id, name: id, run: { id: runId, attempt: Number(attempt) }, since };
  const pid = await folder.pid();
  // Asked before the exit code: a process that is gone by now has left its code behind.
  const alive = pid === undefined ? now - since < STARTING_MS : await isOurs(pid, id);
  const exit = await folder.exitCode();
  if (exit === 0) return { ...job, state: 'succeeded' };
  if (exit !== undefined) return { ...job, state: (await folder.wasStopped()) ? 'cancelled' : 'failed' };
  if (!alive) return undefined;
  const facts = pid === undefined ? new Map<string, string>() : await factsOfCommand(pid);
  const [pipeline, project, environment] = ['PIPELINE', 'PROJECT', 'ENVIRONMENT'].map((name) => facts.get(name));
  return {
    ...job,
    state: 'live',
    ...(pipeline === undefined ? {} : { pipeline }),
    ...(project === undefined || environment === undefined ? {} : { owner: { project, environment } }),
  };
}
