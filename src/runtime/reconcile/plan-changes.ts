import type { Artefact, CompilationResult } from '../../compiler/index.ts';
import { firstFireTime } from '../../time/index.ts';
import type { Deployment, DeploymentChange, DeploymentKey, RunReason } from '../ports/index.ts';
import { guardDeletes } from './guard-deletes.ts';

export interface PlannedChanges {
  readonly changes: readonly DeploymentChange[];
  /** Why deployments that are gone from the desired state stay. */
  readonly held: RunReason | undefined;
}

export interface RecordedState {
  /** Every deployment of the project and environment, deleted ones included. */
  readonly deployments: readonly Deployment[];
  /** The artefact that a deployment has now, where it differs from the desired one. */
  artefact(digest: string): Artefact | undefined;
}

/**
 * Desired against recorded: what is to change, and nothing where they agree. Pure.
 *
 * @param key Completes a pipeline's name to its key.
 */
export function planChanges(
  compilation: CompilationResult,
  recorded: RecordedState,
  key: (pipeline: string) => DeploymentKey,
  now: number,
): PlannedChanges {
  const byName = new Map(recorded.deployments.map((deployment) => [deployment.pipeline, deployment]));
  const changes: DeploymentChange[] = [];
  const desired = new Set<string>();
  for (const compiled of compilation.pipelines) {
    const { name } = compiled.artefact.pipeline;
    desired.add(name);
    const deployment = byName.get(name);
    if (deployment !== undefined && !differs(deployment, compiled.digest)) continue;
    const nextFireTime = clockAfter(compiled.artefact, deployment, recorded, now);
    changes.push({ kind: 'deploy', key: key(name), compiled, nextFireTime });
  }
  const live = recorded.deployments.filter((deployment) => deployment.state !== 'deleted');
  const gone = live.filter((deployment) => !desired.has(deployment.pipeline));
  const { allowed, held } = guardDeletes(compilation, gone, live.length);
  for (const deployment of allowed) changes.push({ kind: 'delete', key: key(deployment.pipeline) });
  return { changes, held };
}

function differs(deployment: Deployment, digest: string): boolean {
  return deployment.state === 'deleted' || deployment.artefactDigest !== digest;
}

/** A change that leaves the schedule alone leaves the clock alone: a due fire is not lost by an edit. */
function clockAfter(
  artefact: Artefact,
  deployment: Deployment | undefined,
  recorded: RecordedState,
  now: number,
): number | undefined {
  if (artefact.pipeline.state === 'suspended') return undefined;
  const before = deployment === undefined ? undefined : recorded.artefact(deployment.artefactDigest);
  if (
    deployment?.state === 'active' &&
    before !== undefined &&
    JSON.stringify(sorted(before.pipeline.schedule)) === JSON.stringify(sorted(artefact.pipeline.schedule))
  ) {
    return deployment.nextFireTime;
  }
  return firstFireTime(artefact.pipeline.schedule, now, deployment?.lastFireTime);
}

function sorted(schedule: object): [string, unknown][] {
  return Object.entries(schedule).sort(([left], [right]) => (left < right ? -1 : 1));
}
