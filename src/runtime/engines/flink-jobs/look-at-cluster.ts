import { isGloballyTerminal, type FlinkJobSummary, type FlinkRest } from '../../flink/index.ts';
import type { EngineJob, EngineLook, EngineRef } from '../../ports/index.ts';
import { readJobName } from './job-name.ts';
import { ownerOf } from './owner-stamp.ts';
import { endOf } from './state-of.ts';

/** So many jobs are asked about at a time. */
const AT_ONCE = 8;

/** What a session cluster runs under our names, and what became of the jobs that are asked about. Reads alone. */
export async function lookAtCluster(rest: FlinkRest, refs: readonly EngineRef[]): Promise<EngineLook> {
  const [{ flinkVersion }, all] = await Promise.all([rest.overview(), rest.jobs()]);
  const asked = new Set(refs.map(({ id }) => id));
  const isWanted = ({ id, name, state }: FlinkJobSummary): boolean =>
    asked.has(id) || (!isGloballyTerminal(state) && readJobName(name) !== undefined);
  const wanted = all.filter(isWanted);
  const jobs: EngineJob[] = [];
  for (let first = 0; first < wanted.length; first += AT_ONCE) {
    const toJob = async (job: FlinkJobSummary): Promise<EngineJob> => {
      // Those that are on record need not say whose they are.
      const owner = asked.has(job.id) ? undefined : ownerOf((await rest.jobParameters(job.id)) ?? {});
      return owner === undefined ? toEngineJob(job) : { ...toEngineJob(job), owner };
    };
    jobs.push(...(await Promise.all(wanted.slice(first, first + AT_ONCE).map(toJob))));
  }
  return { jobs, reach: 'all', version: flinkVersion };
}

function toEngineJob({ id, name, state, startTime }: FlinkJobSummary): EngineJob {
  return { id, name, ...readJobName(name), state: endOf(state) ?? 'live', since: startTime };
}
