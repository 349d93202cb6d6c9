import type { BoundJob } from '../../../compiler/index.ts';
import { OperatingError } from '../../errors.ts';
import type { Secrets } from '../../ports/index.ts';
import { fillLaunchValues } from '../fill-launch-values.ts';
import { isPlainObject, type PlainObject } from '../json-fields.ts';

/** A FlinkX or ChunJun job with everything filled in. Holds secrets. */
export interface SyncJob {
  /** The job file's content. */
  readonly job: PlainObject;
  readonly name: string;
  /** `-confProp`; holds no secrets. */
  readonly confProp: PlainObject;
  readonly secrets: readonly string[];
}

/** Fills and checks the job. Throws SECRET_MISSING, SECRET_REFUSED, or ENGINE_MISCONFIGURED for another template. */
export async function readSyncJob(secrets: Secrets, bound: BoundJob): Promise<SyncJob> {
  const filled = await fillLaunchValues(secrets, bound.template);
  const template = isPlainObject(filled.json) ? filled.json : {};
  const launch = isPlainObject(template['launch']) ? template['launch'] : {};
  if (!isPlainObject(template['job'])) {
    throw new OperatingError('ENGINE_MISCONFIGURED', 'The artefact holds no job file', {
      retryable: false,
      help: 'Compile it for an engine of type flinkx or chunjun.',
    });
  }
  return {
    job: template['job'],
    name: typeof launch['name'] === 'string' ? launch['name'] : 'sluice',
    confProp: isPlainObject(launch['confProp']) ? launch['confProp'] : {},
    secrets: filled.secrets,
  };
}

/** The job with nothing in place of its secrets: a secret that is gone by now must not hide how a job ended. */
export function syncJobWithoutSecrets(bound: BoundJob): Promise<SyncJob> {
  return readSyncJob({ resolve: () => Promise.resolve(''), environment: () => '' }, bound);
}
