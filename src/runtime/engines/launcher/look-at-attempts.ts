import { readdir } from 'node:fs/promises';
import type { EngineJob, Observation } from '../../ports/index.ts';
import { attemptFolder } from './attempt-folder.ts';
import { processStatus } from './process-status.ts';

/**
 * The launchers of this host that live, and the ends of those that are asked about. How one ended is known once it was
 * judged; the exit code alone says little (see `judgeEnd`). One that vanished is none of them. Reads files only.
 */
export async function lookAtAttempts(
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
  const folder = attemptFolder(workDir, id);
  const [, runId, attempt] = /^(.+)-(\d+)$/.exec(id) ?? [];
  if (runId === undefined) return undefined;
  const job = { id, name: id, run: { id: runId, attempt: Number(attempt) }, since: await folder.modifiedAt('started') };
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
