import type { FireStore } from '../../ports/index.ts';
import type { Transactor } from '../transaction.ts';
import type { Fenced } from './fencing.ts';
import { dueDeployments } from '../queries/due-deployments.ts';
import { earliestFireTime } from '../queries/earliest-fire-time.ts';
import { recordFire } from '../queries/record-fire.ts';
import { releaseWaiting } from '../queries/release-waiting.ts';
import { setNextFireTime } from '../queries/set-next-fire-time.ts';
import { succeededFireTimes } from '../queries/succeeded-fire-times.ts';

export function fireMethods({ read, write }: Transactor, fenced: Fenced): FireStore {
  return {
    dueDeployments: (now, limit) => read((db) => dueDeployments(db, now, limit)),
    earliestFireTime: () => read(earliestFireTime),
    recordFire: (fence, request, runId, now) =>
      fence === undefined
        ? write((tx) => recordFire(tx, request, runId, now))
        : fenced(fence, (tx) => recordFire(tx, request, runId, now)),
    setNextFireTime: (fence, key, next) => fenced(fence, (tx) => setNextFireTime(tx, key, next)),
    succeededFireTimes: (key, limit) => read((db) => succeededFireTimes(db, key, limit)),
    releaseWaiting: (fence, runId, to, reason, now) =>
      fenced(fence, (tx) => releaseWaiting(tx, runId, to, reason, now)),
  };
}
