import { isGloballyTerminal, type FlinkJobState, type FlinkJobSummary, type FlinkRest } from '../../flink/index.ts';
import type { EngineJob, EngineLook, EngineRef } from '../../ports/index.ts';
import { readJobName } from './job-name.ts';

/** What a session cluster runs under our names, and what became of the jobs that are asked about. Two reads, nothing else. */
export async function lookAtCluster(rest: FlinkRest, refs: readonly EngineRef[]): Promise<EngineLook> {
  const [{ flinkVersion }, all] = await Promise.all([rest.overview(), rest.jobs()]);
  const asked = new Set(refs.map(({ id }) => id));
  const isWanted = ({ id, name, state }: FlinkJobSummary): boolean =>
    asked.has(id) || (!isGloballyTerminal(state) && readJobName(name) !== undefined);
  return { jobs: all.filter(isWanted).map(toEngineJob), reach: 'all', version: flinkVersion };
}

function toEngineJob({ id, name, state, startTime }: FlinkJobSummary): EngineJob {
  return { id, name, ...readJobName(name), state: stateOf(state), since: startTime };
}

function stateOf(state: FlinkJobState): EngineJob['state'] {
  switch (state) {
    case 'FINISHED':
      return 'succeeded';
    case 'FAILED':
      return 'failed';
    case 'CANCELED':
      return 'cancelled';
    default:
      return 'live';
  }
}
