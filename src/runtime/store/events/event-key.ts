import type { DeploymentKey } from '../../ports/index.ts';

/** The key of a deployment's events: Kafka's key, and the unit of order. */
export function eventKey(key: DeploymentKey): string {
  return `${key.project}/${key.environment}/${key.pipeline}`;
}

/** The key of events that concern a whole environment, such as a refused revision. */
export function environmentKey(project: string, environment: string): string {
  return `${project}/${environment}`;
}

/** The pipeline that a key names; undefined for an environment's key. */
export function pipelineOf(key: string): string | undefined {
  return key.split('/')[2];
}
