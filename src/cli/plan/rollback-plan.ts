import { planChanges, type Plan, type PlanSide } from '../../compiler/index.ts';
import type { RollbackJson, VersionJson } from '../../server/index.ts';
import type { OperatorApi } from '../operator-api.ts';
import { readArtefact } from './read-artefact.ts';
import { specsOf } from './specs-of.ts';

/** What a rollback means for a pipeline: a plan from the version that is deployed to the one that it goes back to. */
export async function rollbackPlan(
  api: Pick<OperatorApi, 'find'>,
  { pipeline, from, to }: RollbackJson,
  environment: string,
  now: number,
): Promise<Plan> {
  const sideOf = async ({ digest }: VersionJson): Promise<PlanSide> => {
    const compiled = await readArtefact(api, digest);
    return {
      origin: { kind: 'deployed', digest },
      pipelines: new Map(compiled === undefined ? [] : [[pipeline, compiled]]),
      broken: new Set(),
      unreadable: new Set(compiled === undefined ? [pipeline] : []),
      incomplete: false,
    };
  };
  const [base, head] = [await sideOf(from), await sideOf(to)];
  return planChanges(base, head, {
    project: undefined,
    environment,
    now,
    specOf: await specsOf(base, head),
    ownersOf: () => [],
    fileOf: () => undefined,
    moves: new Map(),
    diagnostics: [],
  });
}
