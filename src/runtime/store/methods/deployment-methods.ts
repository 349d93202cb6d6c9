import type { DeploymentStore } from '../../ports/index.ts';
import type { Transactor } from '../transaction.ts';
import { oneScope, type Fenced } from './fencing.ts';
import { applyChanges } from '../queries/apply-changes.ts';
import { applyReviewed } from '../queries/apply-reviewed.ts';
import { deploymentsByEvents } from '../queries/deployments-by-events.ts';
import { healDeployment } from '../queries/heal-deployment.ts';
import { formerNames } from '../queries/former-names.ts';
import { getArtefact } from '../queries/get-artefact.ts';
import { deploymentsNamed, getDeployment } from '../queries/get-deployment.ts';
import { listDeployments } from '../queries/list-deployments.ts';
import { putArtefacts } from '../queries/put-artefacts.ts';
import { setSourceStatus } from '../queries/set-source-status.ts';
import { sourceStatus } from '../queries/source-status.ts';

export function deploymentMethods({ read, write }: Transactor, fenced: Fenced): DeploymentStore {
  return {
    async applyChanges(fence, revision, changes, now, actor) {
      const scope = oneScope(changes.map(({ key }) => key));
      if (scope === undefined) return;
      await fenced(scope, fence, (tx) => applyChanges(tx, changes, { revision, actor, now }));
    },
    applyReviewed: (reviewed, now) => write((tx) => applyReviewed(tx, reviewed, now)),
    setSourceStatus: (fence, status) => fenced(status, fence, (tx) => setSourceStatus(tx, status)),
    sourceStatus: (project, environment) => read((db) => sourceStatus(db, project, environment)),
    listDeployments: (filter) => read((db) => listDeployments(db, filter)),
    getDeployment: (key) => read((db) => getDeployment(db, key)),
    deploymentsNamed: (scope, pipelines) => read((db) => deploymentsNamed(db, scope, pipelines)),
    deploymentsByEvents: (scope, pipelines) => read((db) => deploymentsByEvents(db, scope, pipelines)),
    healDeployment: (fence, key, nextFireTime, now) =>
      fenced(key, fence, (tx) => healDeployment(tx, key, nextFireTime, now)),
    formerNames: (key) => read(async (db) => (await formerNames(db, key)).map(({ name }) => name)),
    getArtefact: (digest) => read((db) => getArtefact(db, digest)),
    putArtefact: (compiled, now) => write((tx) => putArtefacts(tx, [compiled], now)),
  };
}
