import type { CompilationOutcome, CompiledArtefact } from '../../compiler/index.ts';
import type { Deployment, Pin } from '../ports/index.ts';

/**
 * Whether a pipeline is left as a person has rolled it back: the desired state has the very version that was refused. A deployment
 * that is that version all the same was written by who knows no pins.
 *
 * @param pins By pipeline.
 */
export function isHeldBack(
  { name, digest }: CompiledArtefact,
  present: Deployment | undefined,
  pins: ReadonlyMap<string, Pin>,
): boolean {
  if (present === undefined || present.state === 'deleted' || present.artefactDigest === digest) return false;
  return pins.get(name)?.refused === digest;
}

/** Of the pinned, those that are what the desired state has by now, with that digest: nothing is left to hold them to. */
export function pinsInForce(
  { pipelines }: Pick<CompilationOutcome, 'pipelines'>,
  deployments: readonly Deployment[],
  pins: ReadonlyMap<string, Pin>,
): ReadonlyMap<string, string> {
  if (pins.size === 0) return new Map();
  const wanted = new Map(pipelines.map(({ name, digest }) => [name, digest]));
  return new Map(
    deployments.flatMap(({ pipeline, artefactDigest, state }) =>
      state !== 'deleted' && pins.has(pipeline) && wanted.get(pipeline) === artefactDigest
        ? [[pipeline, artefactDigest] as const]
        : [],
    ),
  );
}
