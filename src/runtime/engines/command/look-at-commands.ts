import type { EngineJob } from '../../ports/index.ts';
import { lookAtFolders, type NamedJob } from '../look-at-folders.ts';
import { commandFolder } from './command-folder.ts';
import { factsOfCommand, isOurs } from './process-group.ts';

/** A shell needs milliseconds to write its pid; after this it must have died before. */
const STARTING_MS = 60_000;

/**
 * The commands of this host that live, and the ends of those that are asked about. One whose process is gone and left no
 * exit code is none of them: nothing is known of it. Reads files only.
 */
export function lookAtCommands(
  workDir: string,
  asked: ReadonlySet<string>,
  now: number,
): Promise<readonly EngineJob[]> {
  return lookAtFolders(workDir, asked, (job) => lookAt(workDir, job, now));
}

async function lookAt(workDir: string, named: NamedJob, now: number): Promise<EngineJob | undefined> {
  const { id } = named;
  const folder = commandFolder(workDir, id);
  const since = await folder.createdAt();
  if (since === undefined) return undefined;
  const job = { ...named, since };
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
