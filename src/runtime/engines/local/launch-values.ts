import { fillSecrets, type BoundJob, type PlainJson } from '../../../compiler/index.ts';
import { OperatingError } from '../../errors.ts';
import type { Secrets } from '../../ports/index.ts';

/**
 * Fills secrets and `env` references into a bound job, at launch. Throws SECRET_MISSING, SECRET_REFUSED,
 * or ENGINE_MISCONFIGURED for an environment variable that is not set and has no default.
 */
export async function fillLaunchValues(job: BoundJob, secrets: Secrets): Promise<PlainJson> {
  return fillSecrets(job.template, async (value) => {
    if (value.kind === 'secret') return secrets.resolve(value.provider, value.name);
    const found = secrets.environment(value.name) ?? value.fallback;
    if (found !== undefined) return found;
    throw new OperatingError('ENGINE_MISCONFIGURED', `the environment variable ${value.name} is not set`, {
      retryable: false,
      help: 'Set it for the executor, or give a default: `${env:NAME:-default}`.',
    });
  });
}
