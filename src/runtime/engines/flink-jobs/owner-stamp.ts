import { stampOf, stampText, withStamp } from './job-stamp.ts';

/** The name of the parameter. */
export const OWNER_STAMP = 'sluice.owner';

/** Of which project and environment a job is. */
export interface JobOwner {
  readonly project: string;
  readonly environment: string;
}

/** Says in the job itself whose it is: a cluster may have the jobs of several projects and environments. */
export function withOwnerStamp(given: string | undefined, { project, environment }: JobOwner): string {
  return withStamp(given, OWNER_STAMP, JSON.stringify([project, environment]));
}

/** The parameter's value alone, for a job whose parameters are no text of Flink's. */
export function ownerStamp({ project, environment }: JobOwner): string {
  return stampText(JSON.stringify([project, environment]));
}

/** Whose a job is; undefined where it does not say, as one that was started by hand. */
export function ownerOf(parameters: Readonly<Record<string, string>>): JobOwner | undefined {
  try {
    const [project, environment]: readonly unknown[] = JSON.parse(stampOf(parameters, OWNER_STAMP) ?? '[]');
    if (typeof project === 'string' && typeof environment === 'string') return { project, environment };
  } catch {
    // Somebody else's parameter of that name.
  }
  return undefined;
}
