import type { RollbackStore } from '../../ports/index.ts';
import { rollBackDeployment } from '../queries/roll-back-deployment.ts';
import { undoRollback } from '../queries/undo-rollback.ts';
import type { Transactor } from '../transaction.ts';

export function rollbackMethods({ write }: Transactor): RollbackStore {
  return {
    rollBackDeployment: (request, now) => write((tx) => rollBackDeployment(tx, request, now)),
    undoRollback: (request, now) => write((tx) => undoRollback(tx, request, now)),
  };
}
