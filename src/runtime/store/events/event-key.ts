import type { DeploymentKey } from '../../ports/index.ts';

/** The key of a deployment's events: Kafka's key, and the unit of order. */
export function eventKey(key: DeploymentKey): string {
  return `${key.project}/${key.environment}/${key.pipeline}`;
}

/** The key of events that concern a whole environment, such as a refused revision. */
export function environmentKey(project: string, environment: string): string {
  return `${project}/${environment}`;
}

/** What a key names, as columns to filter by: an environment's key names no pipeline. */
export function keyColumns(key: string): {
  readonly project: string;
  readonly environment: string | null;
  readonly pipeline: string | null;
} {
  const [project = '', environment = null, pipeline = null] = key.split('/');
  return { project, environment, pipeline };
}
