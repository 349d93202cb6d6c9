import {
  guardDeletes,
  pairPipelines,
  sideOf,
  type CompilationOutcome,
  type CompiledArtefact,
  type HeldDeletes,
} from '../../compiler/index.ts';
import {
  pinsAmong,
  type Condition,
  type Deployment,
  type DeploymentChange,
  type DeploymentKey,
} from '../ports/index.ts';
import { heldSinceBefore, stillRestored } from './held-deletes.ts';
import { isHeldBack } from './pins.ts';
import { toDeploymentChange } from './to-deployment-change.ts';

export interface PlannedChanges {
  readonly changes: readonly DeploymentChange[];
  /** Why deployments that are gone from the desired state stay. */
  readonly held: HeldDeletes | undefined;
  /** Names of live deployments that the desired state does not have. */
  readonly gone: readonly string[];
}

/** What is on record. */
export interface RecordedState {
  /** Every deployment of the project and environment, deleted ones included. */
  readonly deployments: readonly Deployment[];
  /** What holds of them beside. */
  readonly conditions: readonly Condition[];
  /** An artefact that is to be replaced, or whose pipeline may be gone; undefined where it is not stored. */
  artefact(digest: string): CompiledArtefact | undefined;
}

/**
 * Desired against recorded: what is to change, and nothing where they agree. Pipelines are paired as plans pair them, so that
 * what a plan shows as a move is made as one. Pure.
 *
 * @param key Completes a pipeline's name to its key.
 */
export function planChanges(
  compilation: CompilationOutcome,
  recorded: RecordedState,
  key: (pipeline: string) => DeploymentKey,
  now: number,
): PlannedChanges {
  const live = recorded.deployments.filter(({ state }) => state !== 'deleted');
  const from = new Map(movedOnes(compilation, live, recorded));
  const byName = new Map(recorded.deployments.map((deployment) => [deployment.pipeline, deployment]));
  const pins = pinsAmong(recorded.conditions);
  const changes: DeploymentChange[] = [];
  for (const compiled of compilation.pipelines) {
    const { name } = compiled;
    const present = byName.get(name);
    if (present?.state !== 'deleted' && present?.artefactDigest === compiled.digest) continue;
    if (isHeldBack(compiled, present, pins)) continue;
    const before = from.get(name);
    const deployment = before === undefined ? present : byName.get(before);
    const artefact = deployment === undefined ? undefined : recorded.artefact(deployment.artefactDigest);
    changes.push(toDeploymentChange({ from: before, compiled, before: { deployment, artefact } }, key, now));
  }
  const restored = stillRestored(compilation, recorded.deployments, recorded.conditions);
  const kept = new Set([
    ...restored.map(({ pipeline }) => pipeline),
    ...compilation.pipelines.map(({ name }) => name),
    ...from.values(),
  ]);
  const gone = live.map(({ pipeline }) => pipeline).filter((name) => !kept.has(name));
  const held =
    guardDeletes(compilation, gone, live.length) ?? heldSinceBefore(compilation.policies, gone, recorded.conditions);
  if (held !== undefined) return { changes, held, gone };
  for (const name of gone) changes.push({ kind: 'delete', key: key(name) });
  return { changes, held: undefined, gone };
}

/** Pipelines that come, with the names of those that went and that they go on from. One whose artefact is not stored pairs with none. */
function movedOnes(
  compilation: CompilationOutcome,
  live: readonly Deployment[],
  recorded: RecordedState,
): readonly (readonly [name: string, from: string])[] {
  const names = new Set(live.map(({ pipeline }) => pipeline));
  // nobody comes, so nobody goes on from another: a save in a large project is not held against all of it
  if (compilation.pipelines.every(({ name }) => names.has(name))) return [];
  const head = sideOf(compilation, { kind: 'folder' });
  const pipelines = new Map<string, CompiledArtefact>();
  for (const { pipeline, artefactDigest } of live) {
    const compiled = head.pipelines.get(pipeline) ?? recorded.artefact(artefactDigest);
    if (compiled !== undefined) pipelines.set(pipeline, compiled);
  }
  const base = {
    origin: { kind: 'deployed', digest: '' },
    pipelines,
    broken: new Set<string>(),
    incomplete: false,
  } as const;
  const pairs = pairPipelines(base, head, compilation.moves ?? new Map());
  return pairs.flatMap(({ name, from }) => (from === undefined ? [] : [[name, from] as const]));
}
