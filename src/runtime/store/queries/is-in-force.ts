import type { DeploymentChange } from '../../ports/index.ts';
import type { DeploymentTable } from '../schema.ts';

/** Whether everything is already as a change wants it. */
export function isInForce(
  change: DeploymentChange,
  recorded: (pipeline: string) => DeploymentTable | undefined,
): boolean {
  const isDeployed = (pipeline: string): boolean => {
    const row = recorded(pipeline);
    return row !== undefined && row.state !== 'deleted';
  };
  const { pipeline } = change.key;
  switch (change.kind) {
    case 'delete':
      return !isDeployed(pipeline);
    case 'move':
      return !isDeployed(change.from) && isDeployed(pipeline) && has(recorded(pipeline), change.compiled.digest);
    case 'deploy':
      return isDeployed(pipeline) && has(recorded(pipeline), change.compiled.digest);
    default:
      return change satisfies never;
  }
}

function has(row: DeploymentTable | undefined, digest: string): boolean {
  return row?.artefact_digest === digest;
}
