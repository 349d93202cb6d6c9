import type { DeleteStore } from '../../ports/index.ts';
import { pruneDeployments } from '../queries/prune-deployments.ts';
import { purgeDeleted } from '../queries/purge-deleted.ts';
import { restoreDeployment } from '../queries/restore-deployment.ts';
import type { Transactor } from '../transaction.ts';
import type { Fenced } from './fencing.ts';

export function deleteMethods({ write }: Transactor, fenced: Fenced): DeleteStore {
  return {
    pruneDeployments: (request, now) => write((tx) => pruneDeployments(tx, request, now)),
    restoreDeployment: (request, now) => write((tx) => restoreDeployment(tx, request, now)),
    purgeDeleted: (fence, place, before, limit, now) =>
      fenced(place, fence, (tx) => purgeDeleted(tx, place, before, limit, now)),
  };
}
