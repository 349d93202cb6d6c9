import type { LaunchRequest } from '../../ports/index.ts';

/** A run's id is a ULID: 26 characters of Crockford's base 32. */
const JOB_NAME = /^(.+)-([0-9A-HJKMNP-TV-Z]{26})-([1-9]\d*)$/;

/** The name by which people find the job on the cluster. */
export function jobName(request: LaunchRequest): string {
  return `${request.artefact.pipeline.name}-${request.runId}-${request.attempt}`;
}

/** What {@link jobName} made a name of; undefined for any other name. */
export function readJobName(
  name: string,
): { readonly pipeline: string; readonly run: { readonly id: string; readonly attempt: number } } | undefined {
  const [, pipeline, id, attempt] = JOB_NAME.exec(name) ?? [];
  if (pipeline === undefined || id === undefined) return undefined;
  return { pipeline, run: { id, attempt: Number(attempt) } };
}
