import type { ConditionStore } from '../../ports/index.ts';
import { listConditions } from '../queries/list-conditions.ts';
import { setConditions } from '../queries/set-conditions.ts';
import type { Transactor } from '../transaction.ts';
import type { Fenced } from './fencing.ts';

export function conditionMethods({ read }: Transactor, fenced: Fenced): ConditionStore {
  return {
    listConditions: (filter) => read((db) => listConditions(db, filter)),
    setConditions: (fence, place, type, found, now) =>
      fenced(place, fence, (tx) => setConditions(tx, { place, type, found, now })),
  };
}
