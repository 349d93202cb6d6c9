import type { RollbackStore } from '../../ports/index.ts';
import { releasePins } from '../queries/release-pins.ts';
import { rollBackDeployment } from '../queries/roll-back-deployment.ts';
import { undoRollback } from '../queries/undo-rollback.ts';
import type { Transactor } from '../transaction.ts';
import type { Fenced } from './fencing.ts';

export function rollbackMethods({ write }: Transactor, fenced: Fenced): RollbackStore {
  return {
    rollBackDeployment: (request, now) => write((tx) => rollBackDeployment(tx, request, now)),
    undoRollback: (request, now) => write((tx) => undoRollback(tx, request, now)),
    releasePins: (fence, scope, versions, now) => fenced(scope, fence, (tx) => releasePins(tx, scope, versions, now)),
  };
}
