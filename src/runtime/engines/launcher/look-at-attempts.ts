import type { EngineJob, Observation } from '../../ports/index.ts';
import { lookAtFolders, type NamedJob } from '../look-at-folders.ts';
import { attemptFolder } from './attempt-folder.ts';
import { processStatus } from './process-status.ts';

/**
 * The launchers of this host that live, and the ends of those that are asked about. How one ended is known once it was
 * judged; the exit code alone says little (see `judgeEnd`). One that vanished is none of them. Reads files only.
 */
export function lookAtAttempts(
  workDir: string,
  asked: ReadonlySet<string>,
  now: number,
): Promise<readonly EngineJob[]> {
  return lookAtFolders(workDir, asked, (job) => lookAt(workDir, job, now));
}

async function lookAt(workDir: string, named: NamedJob, now: number): Promise<EngineJob | undefined> {
  const folder = attemptFolder(workDir, named.id);
  const job = { ...named, since: await folder.modifiedAt('started') };
  const outcome = await folder.read('outcome.json');
  if (outcome !== undefined) return { ...job, state: judged(outcome) };
  const status = await processStatus(folder, now);
  if (status.kind === 'alive' || status.kind === 'starting') return { ...job, state: 'live' };
  return status.kind === 'exited' ? { ...job, state: 'over' } : undefined;
}

function judged(outcome: string): EngineJob['state'] {
  const { state } = JSON.parse(outcome) as Observation; // written by the engine
  return state === 'succeeded' || state === 'failed' || state === 'cancelled' ? state : 'over';
}
