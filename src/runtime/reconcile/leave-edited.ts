import type { Deployment, DeploymentChange, Scope, Store } from '../ports/index.ts';

/**
 * Leaves out changes that would undo an edit of the table: where the last event says just what the desired state does, it is the
 * row that somebody has edited. That is drift: it is told, and healed only where the project says so. Another version of the
 * pipeline is a change like any other.
 */
export async function leaveEdited(
  store: Pick<Store, 'deploymentsByEvents'>,
  scope: Scope,
  changes: readonly DeploymentChange[],
  deployments: readonly Deployment[],
): Promise<readonly DeploymentChange[]> {
  const rows = new Set(deployments.map(({ pipeline }) => pipeline));
  const names = changes.flatMap(({ kind, key }) => (kind !== 'move' && rows.has(key.pipeline) ? [key.pipeline] : []));
  if (names.length === 0) return changes;
  const events = await store.deploymentsByEvents(scope, names);
  return changes.filter((change) => {
    if (change.kind === 'move') return true;
    const event = events.get(change.key.pipeline);
    if (event === undefined) return true;
    if (change.kind === 'delete') return event.state !== 'deleted';
    return event.state === 'deleted' || event.artefactDigest !== change.compiled.digest;
  });
}
