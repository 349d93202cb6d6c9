import type { RequestStore } from '../../ports/index.ts';
import { findRequest } from '../queries/done-requests.ts';
import type { Transactor } from '../transaction.ts';

export function requestMethods({ read }: Pick<Transactor, 'read'>): RequestStore {
  return { findRequest: (scope, key) => read((db) => findRequest(db, scope, key)) };
}
