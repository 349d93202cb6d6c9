import type { BackfillStore } from '../../ports/index.ts';
import { changeBackfill } from '../queries/backfills/change-backfill.ts';
import { createBackfill } from '../queries/backfills/create-backfill.ts';
import { feedBackfill } from '../queries/backfills/feed-backfill.ts';
import {
  backfillOfRun,
  backfillRuns,
  getBackfill,
  listBackfills,
  openBackfillFires,
  openBackfills,
  recordedFires,
} from '../queries/backfills/read-backfills.ts';
import type { Transactor } from '../transaction.ts';
import type { Fenced } from './fencing.ts';

/**
 * @param fenced Checks the fence of the leader, who begins what files say.
 * @param scheduling Checks the fence of who schedules: it is the scheduler that hands out fires.
 */
export function backfillMethods({ read, write }: Transactor, fenced: Fenced, scheduling: Fenced): BackfillStore {
  return {
    createBackfill: (request, now, fence) =>
      fence === undefined
        ? write((tx) => createBackfill(tx, request, now))
        : fenced(request.wish, fence, (tx) => createBackfill(tx, request, now)),
    async changeBackfill(id, change, now, leader) {
      const once = () =>
        leader === undefined
          ? write((tx) => changeBackfill(tx, id, change, now))
          : fenced(leader.scope, leader.fence, (tx) => changeBackfill(tx, id, change, now));
      for (;;) {
        const changed = await once();
        if (changed !== 'more') return changed;
      }
    },
    getBackfill: (id) => read((db) => getBackfill(db, id)),
    listBackfills: (filter) => read((db) => listBackfills(db, filter)),
    openBackfills: (scope) => read((db) => openBackfills(db, scope)),
    openBackfillFires: (id) => read((db) => openBackfillFires(db, id)),
    backfillRuns: (scope) => read((db) => backfillRuns(db, scope)),
    recordedFires: (key, range) => read((db) => recordedFires(db, key, range)),
    backfillOfRun: (runId) => read((db) => backfillOfRun(db, runId)),
    feedBackfill: (fence, step, now) => scheduling(step.backfill, fence, (tx) => feedBackfill(tx, step, now)),
  };
}
