import type { Deployment, Pin } from '../../runtime/index.ts';
import { isoTimeOrNull } from './format-version.ts';

/** A deployment as plans compare with it (schemas/deployments.schema.json). */
export interface DeploymentJson {
  readonly pipeline: string;
  readonly generation: number;
  readonly state: 'active' | 'suspended';
  /** Of its artefact, which `GET /api/v1/artefacts/:digest` gives. */
  readonly digest: string;
  readonly nextFireAt: string | null;
  readonly lastFireAt: string | null;
  readonly cursor: string | null;
  /** Where a person has rolled it back: digest of the version that is not deployed again, and who said so. */
  readonly pinned: { readonly refused: string; readonly message: string } | null;
}

/** A deployment of the store in that shape, with what holds it. */
export function toDeploymentJson(deployment: Deployment, pin?: Pin): DeploymentJson {
  const { pipeline, generation, state, artefactDigest, nextFireTime, lastFireTime, cursor } = deployment;
  return {
    pipeline,
    generation,
    state: state === 'suspended' ? 'suspended' : 'active', // deleted ones are not listed
    digest: artefactDigest,
    nextFireAt: isoTimeOrNull(nextFireTime),
    lastFireAt: isoTimeOrNull(lastFireTime),
    cursor: cursor ?? null,
    pinned: pin === undefined ? null : { refused: pin.refused, message: pin.condition.message },
  };
}
