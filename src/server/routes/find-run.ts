import type { RunRecord } from '../../runtime/index.ts';
import { notFound } from '../error-answer.ts';
import type { ServerContext } from '../server-context.ts';

/** The run of an id, of this project and environment; throws NOT_FOUND. */
export async function findRun({ store, project, environment }: ServerContext, id: string): Promise<RunRecord> {
  const run = await store.getRun(id);
  if (run !== undefined && run.project === project && run.environment === environment) return run;
  throw notFound(`there is no run ${id}`, 'GET /api/v1/runs lists the runs');
}
