import type { Condition, Deployment, PoolUse, SourceStatus } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { type PipelineJson, toPipelineJson } from '../views/index.ts';

/** How many runs a pipeline's strip shows. */
const RECENT_RUNS = 20;

/** Reads what a pipeline's view needs and makes it. */
export async function readPipeline(
  context: ServerContext,
  deployment: Deployment,
  source: SourceStatus | undefined,
  conditions: readonly Condition[],
  pools: readonly PoolUse[],
): Promise<PipelineJson> {
  const { project, environment, pipeline } = deployment;
  const [artefact, runs] = await Promise.all([
    context.artefacts.get(deployment.artefactDigest),
    context.store.listRuns({ project, environment, pipeline, limit: RECENT_RUNS }),
  ]);
  return toPipelineJson({
    deployment,
    artefact,
    source,
    conditions,
    recentRuns: runs.items,
    pools,
    now: context.clock.now(),
  });
}
